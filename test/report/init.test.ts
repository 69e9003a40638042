import { initText } from '../../src/report/init';

const NEW = { environment: 'staging', written: ['environments/staging.yaml'], added: [], firstSynth: undefined };

test('names what is to be installed before the next command works, as a command to copy that fits 80 columns', () => {
  const install = [['cdktf@0.21.0', '@cdktf/provider-google@16.12.1'], ['@kubernetes/client-node@1.4.0']];
  expect(initText({ ...NEW, missing: [], install }, { colour: false })).toMatchInlineSnapshot(`
   wrote environments/staging.yaml

   Next:
     npm install --save-dev \\
       cdktf@0.21.0 @cdktf/provider-google@16.12.1 \\
       @kubernetes/client-node@1.4.0
     npx milvus-l7 synth
  `);
  expect(initText({ ...NEW, missing: ['project'], install }, { colour: false })).toMatch(/^Next, after that:$/m);
});

test('where all is installed, the next command stands alone', () => {
  expect(initText({ ...NEW, missing: [], install: [] }, { colour: false })).toMatch(/\n\nNext: npx milvus-l7 synth\n$/);
});
