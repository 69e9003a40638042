import { readSource } from '../../src/source/read';
test('x', () => {
  for (const t of ['base: &b {x: 1, z: 2}\nc: {<<: *b, y: 2}\nd: {x: 5, <<: [*b]}\ne: *b','a:\nb: 1\n','a: |\n  x\n','a: &x !!str 1\n',Array.from({length:1400},(_,i)=>' '.repeat(i)+'a:').join('\n'),Array.from({length:70000},(_,i)=>`k${i}: v${i}`).join('\n'),'['+'a,'.repeat(5e5)+']',"a: &x 1\n"+Array.from({length:70000},(_,i)=>`k${i}: *x`).join('\n')]) {
    const s = Date.now();
    try { const r = readSource(t, 'f.yaml'); console.log(JSON.stringify(t.slice(0,60)), JSON.stringify(r.value).slice(0,100), r.at(['a']), r.keyAt(['a']), Date.now()-s); }
    catch (e) { console.log(JSON.stringify(t.slice(0,60)), String((e as Error).message), Date.now()-s); }
  }
});
