import fc from 'fast-check';
import { BackendConfig, type BackendConfigProps } from '../../src/kubernetes/backend-config';
import { complaintsOf, yamlOf } from './yaml-of';

const props: BackendConfigProps = {
  name: 'my-release-backendconfig',
  healthCheck: { type: 'HTTP', port: 9091, requestPath: '/healthz' },
};
const yamlWith = (more: Partial<BackendConfigProps>) =>
  yamlOf((scope) => new BackendConfig(scope, 'grpc', { ...props, ...more }));
const complaintsWith = (more: Partial<BackendConfigProps>) =>
  complaintsOf((scope) => new BackendConfig(scope, 'grpc', { ...props, ...more }));
const healthCheck = (more: Partial<BackendConfigProps['healthCheck']>) => ({
  healthCheck: { ...props.healthCheck, ...more },
});

test('says nothing but the health check unless asked', () => {
  expect(yamlWith({})).toMatchInlineSnapshot(`
   apiVersion: cloud.google.com/v1
   kind: BackendConfig
   metadata:
     name: my-release-backendconfig
   spec:
     healthCheck:
       type: HTTP
       port: 9091
       requestPath: /healthz
  `);
});

test('writes every setting under the names that Google gives it', () => {
  const yaml = yamlWith({
    namespace: 'milvus',
    healthCheck: {
      ...props.healthCheck,
      checkIntervalSec: 10,
      timeoutSec: 5,
      healthyThreshold: 2,
      unhealthyThreshold: 3,
    },
    timeoutSec: 3600,
    drainingTimeoutSec: 60,
    sessionAffinity: { affinityType: 'GENERATED_COOKIE', affinityCookieTtlSec: 50 },
    logging: { enable: true, sampleRate: 0.1 },
    securityPolicy: 'milvus',
    customRequestHeaders: ['X-Client-Region:{client_region}'],
    customResponseHeaders: ['X-Served-By: milvus'],
  });
  expect(yaml).toMatchInlineSnapshot(`
   apiVersion: cloud.google.com/v1
   kind: BackendConfig
   metadata:
     name: my-release-backendconfig
     namespace: milvus
   spec:
     healthCheck:
       type: HTTP
       port: 9091
       requestPath: /healthz
       checkIntervalSec: 10
       timeoutSec: 5
       healthyThreshold: 2
       unhealthyThreshold: 3
     timeoutSec: 3600
     connectionDraining:
       drainingTimeoutSec: 60
     sessionAffinity:
       affinityType: GENERATED_COOKIE
       affinityCookieTtlSec: 50
     logging:
       enable: true
       sampleRate: 0.1
     securityPolicy:
       name: milvus
     customRequestHeaders:
       headers:
         - X-Client-Region:{client_region}
     customResponseHeaders:
       headers:
         - "X-Served-By: milvus"
  `);
});

test('drains connections when asked', () => {
  expect(yamlWith({ drainingTimeoutSec: 60 })).toContain('connectionDraining:\n    drainingTimeoutSec: 60\n');
});

test('writes what switches a setting off, because the controller keeps what merely disappears', () => {
  const off = { drainingTimeoutSec: 0, logging: { enable: false }, securityPolicy: '', customRequestHeaders: [] };
  const yaml = yamlWith(off);
  expect(yaml).toContain('drainingTimeoutSec: 0\n');
  expect(yaml).toContain('logging:\n    enable: false\n');
  expect(yaml).toContain('securityPolicy:\n    name: ""\n');
  expect(yaml).toContain('customRequestHeaders:\n    headers: []\n');
});

test('response headers do go by themselves: no empty list of them is written', () => {
  expect(yamlWith({ customResponseHeaders: [] })).toBe(yamlWith({}));
});

describe('limits', () => {
  const numbers: [string, number, number, (value: number) => Partial<BackendConfigProps>][] = [
    ['timeoutSec', 1, 86_400, (timeoutSec) => ({ timeoutSec })],
    ['drainingTimeoutSec', 0, 3600, (drainingTimeoutSec) => ({ drainingTimeoutSec })],
    ['healthCheck.port', 1, 65_535, (port) => healthCheck({ port })],
    ['healthCheck.healthyThreshold', 1, 10, (healthyThreshold) => healthCheck({ healthyThreshold })],
    ['healthCheck.unhealthyThreshold', 1, 10, (unhealthyThreshold) => healthCheck({ unhealthyThreshold })],
    ['healthCheck.timeoutSec', 1, 300, (timeoutSec) => healthCheck({ timeoutSec, checkIntervalSec: 300 })],
    ['healthCheck.checkIntervalSec', 1, 300, (checkIntervalSec) => healthCheck({ timeoutSec: 1, checkIntervalSec })],
    [
      'sessionAffinity.affinityCookieTtlSec',
      0,
      86_400,
      (affinityCookieTtlSec) => ({ sessionAffinity: { affinityType: 'GENERATED_COOKIE', affinityCookieTtlSec } }),
    ],
  ];

  test.each(numbers)('%s is a whole number from %d to %d', (path, min, max, propsOf) => {
    for (const value of [min, max]) expect(complaintsWith(propsOf(value))).toEqual([]);
    for (const value of [min - 1, max + 1, min + 0.5, NaN, Infinity]) {
      expect(complaintsWith(propsOf(value))).toContain(
        `prod/grpc ${path}: must be a whole number, ${min} to ${max}, got ${value}`,
      );
    }
  });

  test.each([0, 0.5, 1])('takes a sample rate of %d', (sampleRate) => {
    expect(complaintsWith({ logging: { enable: true, sampleRate } })).toEqual([]);
  });

  test.each([-0.1, 1.1, NaN])('rejects a sample rate of %d', (sampleRate) => {
    expect(complaintsWith({ logging: { enable: true, sampleRate } })).toEqual([
      `prod/grpc logging.sampleRate: must be 0 to 1, got ${sampleRate}`,
    ]);
  });
});

describe('a health check whose timeout exceeds its interval once the controller has filled in 15', () => {
  test.each([
    [{ checkIntervalSec: 14 }, 'got 15 (what the controller fills in) and 14', 'set timeoutSec to 14 or less'],
    [{ timeoutSec: 16 }, 'got 16 and 15 (what the controller fills in)', 'set checkIntervalSec to 16 or more'],
    [{ checkIntervalSec: 20, timeoutSec: 30 }, 'got 30 and 20', 'set checkIntervalSec to 30 or more'],
  ])('is rejected: %j', (more, got, cure) => {
    expect(complaintsWith(healthCheck(more))).toEqual([
      `prod/grpc healthCheck.timeoutSec: must be at most checkIntervalSec, ${got}`,
      `    ${cure}`,
    ]);
  });

  test.each([{ checkIntervalSec: 15 }, { timeoutSec: 15 }, { timeoutSec: 1 }, { checkIntervalSec: 300 }])(
    'is not this one: %j',
    (more) => {
      expect(complaintsWith(healthCheck(more))).toEqual([]);
    },
  );
});

describe('headers that Google refuses', () => {
  test.each([
    ['no-colon', 'must be name:value', 'e.g. X-Client-Region:{client_region}'],
    [':value', 'must have a header name before the colon'],
    ['X Y:z', 'must have a header name before the colon'],
    ['Connection:close', 'Connection is reserved by the load balancer'],
    ['te:trailers', 'te is reserved by the load balancer'],
    ['X-Goog-Anything:1', 'X-Goog-Anything must not start with "x-goog-"'],
    ['X-GFE-1:1', 'X-GFE-1 must not start with "x-gfe"'],
    ['X-Y:a\r\nb', 'must have no control characters in its value'],
  ])('%j', (header, message, ...cures: string[]) => {
    expect(complaintsWith({ customRequestHeaders: [header] })).toEqual([
      `prod/grpc customRequestHeaders[0]: ${message}`,
      ...cures.map((cure) => `    ${cure}`),
    ]);
  });

  test('the same name twice, in any case', () => {
    expect(complaintsWith({ customResponseHeaders: ['X-A:1', 'x-a:2'] })).toEqual([
      'prod/grpc customResponseHeaders[1]: must differ in name from headers[0]: header names have no case',
      '    keep one of them',
    ]);
  });

  test.each(['X-Empty:', 'X-Colon:a:b', 'X-Tab:a\tb', 'X-Rtt:{client_rtt_msec}'])('but not %j', (header) => {
    expect(complaintsWith({ customRequestHeaders: [header] })).toEqual([]);
  });
});

test('rejects words that the controller does not know, and knows what was meant', () => {
  const words = {
    ...healthCheck({ type: 'http' as 'HTTP' }),
    sessionAffinity: { affinityType: 'COOKIE' as 'NONE' },
  };
  expect(complaintsWith(words).join('\n')).toMatchInlineSnapshot(`
   prod/grpc healthCheck.type: must be HTTP, HTTPS or HTTP2, got "http"
       did you mean HTTP?
   prod/grpc sessionAffinity.affinityType: must be NONE, CLIENT_IP or GENERATED_COOKIE, got "COOKIE"
  `);
});

test('rejects a lifetime of a cookie that is never set', () => {
  expect(complaintsWith({ sessionAffinity: { affinityType: 'CLIENT_IP', affinityCookieTtlSec: 5 } })).toEqual([
    'prod/grpc sessionAffinity.affinityCookieTtlSec: works only with GENERATED_COOKIE, got "CLIENT_IP"',
  ]);
});

test('names every fault at once, with the construct', () => {
  const faults = {
    name: 'My_Config',
    namespace: 'a.b',
    ...healthCheck({ port: 0, requestPath: 'healthz' }),
    timeoutSec: 0,
    securityPolicy: '9lives',
  };
  expect(complaintsWith(faults).join('\n')).toMatchInlineSnapshot(`
   prod/grpc name: must be lower-case letters, digits, "-" and ".", starting and ending with a letter or digit, got "My_Config"
   prod/grpc namespace: must be lower-case letters, digits and "-", starting and ending with a letter or digit, got "a.b"
   prod/grpc healthCheck.port: must be a whole number, 1 to 65535, got 0
   prod/grpc healthCheck.requestPath: must start with "/", got "healthz"
   prod/grpc timeoutSec: must be a whole number, 1 to 86400, got 0
   prod/grpc securityPolicy: must be lower-case letters, digits and "-", starting with a letter and ending with a letter or digit, got "9lives"
  `);
});

test('either complains or writes exactly the numbers it was given', () => {
  const number = fc.oneof(fc.integer({ min: -5, max: 400 }), fc.constant(undefined));
  fc.assert(
    fc.property(number, number, (checkIntervalSec, timeoutSec) => {
      const more = healthCheck({ checkIntervalSec, timeoutSec });
      const [interval, timeout] = [checkIntervalSec ?? 15, timeoutSec ?? 15];
      const fine = [interval, timeout].every((value) => value >= 1 && value <= 300) && timeout <= interval;
      expect(complaintsWith(more).length === 0).toBe(fine);
      if (fine && timeoutSec !== undefined) expect(yamlWith(more)).toContain(`\n    timeoutSec: ${timeoutSec}\n`);
    }),
  );
});
