/**
 * Certificates and a key that were made for examples and tests: worthless, and nowhere in use. Self-signed, ECDSA P-256
 * where the name does not say otherwise; valid from 2025 to 2124.
 */
const BODIES = {
  good:
    'MIIBbDCCARGgAwIBAgIBATAKBggqhkjOPQQDAjAdMRswGQYDVQQDDBJtaWx2dXMuZXhhbXBsZS5jb20wIBcNMjUwMTAxMDAwMDAw' +
    'WhgPMjEyNTAxMDEwMDAwMDBaMB0xGzAZBgNVBAMMEm1pbHZ1cy5leGFtcGxlLmNvbTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IA' +
    'BBG4GQH2ROuvKA0WGoi+HqN7LLzExEzgxmE0emTC4+uLeGI0a0rQytvpAbTIVWee4ypN+9rueYgUhTXYfxebSByjQDA+MB0GA1Ud' +
    'EQQWMBSCEm1pbHZ1cy5leGFtcGxlLmNvbTAdBgNVHQ4EFgQUbtup5u/so7mxD/px+mdnBNX1dqMwCgYIKoZIzj0EAwIDSQAwRgIh' +
    'AIFzM654YETWfE0WwYXdEd9g1D5wZ2fmo+tBkBVB+/CBAiEAt2CCgGTroFXSGx/IbTM1DLkYVDX8eo/eCAE9lxaU9N8=',
  other:
    'MIIBZzCCAQ6gAwIBAgIBATAKBggqhkjOPQQDAjAcMRowGAYDVQQDDBFvdGhlci5leGFtcGxlLmNvbTAgFw0yNTAxMDEwMDAwMDBa' +
    'GA8yMTI1MDEwMTAwMDAwMFowHDEaMBgGA1UEAwwRb3RoZXIuZXhhbXBsZS5jb20wWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASZ' +
    'hYbpIgWJrotmdrpYLykGLf+Fh1cZbbClobCJXYK5pTUaVltF+5qOFeADJ5HCeJHMQNdl7WsL4nXKUXRBg1aNoz8wPTAcBgNVHREE' +
    'FTATghFvdGhlci5leGFtcGxlLmNvbTAdBgNVHQ4EFgQU839GqQ0H8YR6eJTSEocimuaD73swCgYIKoZIzj0EAwIDRwAwRAIgNQNa' +
    'HXg7JhUoOohhO2VUyTYWR4LUIu21VZzSh7aUoewCIH1RrsQcHvtoUGpTkpNFBl/5HBJXZCv84Rkb6nItxeEc',
  expired:
    'MIIBajCCAQ+gAwIBAgIBATAKBggqhkjOPQQDAjAdMRswGQYDVQQDDBJtaWx2dXMuZXhhbXBsZS5jb20wHhcNMjQwMTAxMDAwMDAw' +
    'WhcNMjUwMTAxMDAwMDAwWjAdMRswGQYDVQQDDBJtaWx2dXMuZXhhbXBsZS5jb20wWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATd' +
    '7ZuztMfBRt4C38ij4qBxueOnqCFDbZ1l1RC2g7sFB3e3YSV5miufRPsbAnCEbSDXfGv1hJ+GD500lBX6aB2xo0AwPjAdBgNVHREE' +
    'FjAUghJtaWx2dXMuZXhhbXBsZS5jb20wHQYDVR0OBBYEFGAP3nJckSvoos5W4H0fl/q3oZoeMAoGCCqGSM49BAMCA0kAMEYCIQCA' +
    'OcVbLdly1C0hzjVg9YFyx2SH3EgeS0eXioeCbQcJlwIhAPI5Z+hrzOBFIvxC1P7bd89t7glFRp4Qs3wKviU2AT3z',
  withoutSan:
    'MIIBVzCB/aADAgECAgEBMAoGCCqGSM49BAMCMB0xGzAZBgNVBAMMEm1pbHZ1cy5leGFtcGxlLmNvbTAgFw0yNTAxMDEwMDAwMDBa' +
    'GA8yMTI1MDEwMTAwMDAwMFowHTEbMBkGA1UEAwwSbWlsdnVzLmV4YW1wbGUuY29tMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE' +
    'NEu8iJQpAbOaEqBBrHqRNjQ9wyIQexIvOwM90JmhP2V2bhyTGV1E2RbxbJiqxGkIkeRWhCFG6cviNc3wJJE+VqMsMCowCQYDVR0T' +
    'BAIwADAdBgNVHQ4EFgQUc63qDQ56xSQDrVYieZePfW+gAL8wCgYIKoZIzj0EAwIDSQAwRgIhAIZVauTdGqp52mE/jMDF4RmOeUta' +
    'bVzRKiq0VKDU4Af9AiEA44KXZzN/G9GMwE92zwdntvUIgGrG0kK5erx7qETOkFg=',
  p384:
    'MIIBqDCCAS6gAwIBAgIBATAKBggqhkjOPQQDAjAdMRswGQYDVQQDDBJtaWx2dXMuZXhhbXBsZS5jb20wIBcNMjUwMTAxMDAwMDAw' +
    'WhgPMjEyNTAxMDEwMDAwMDBaMB0xGzAZBgNVBAMMEm1pbHZ1cy5leGFtcGxlLmNvbTB2MBAGByqGSM49AgEGBSuBBAAiA2IABI5Q' +
    'W8SaWuh3OxRnwzwwiwNzSBWPTmH5kt8CE0tA0Sk//eDkBrvCAOuQELGlHJ+/isAYZDJcpMXas2WVB3WYAkbFQrsgOSUuWjwUfu62' +
    'NvhcAVYJ/zzvwTs7r3VBBS5Hj6NAMD4wHQYDVR0RBBYwFIISbWlsdnVzLmV4YW1wbGUuY29tMB0GA1UdDgQWBBQ6qB6LO82Xjcso' +
    'Shfz5qYIXlSiejAKBggqhkjOPQQDAgNoADBlAjEAnI3PTotLYF6o2Kzu2Y/LCFdaYXAKvLcHNEu8DW5X6sl0+qhqcNJiqJF22R6R' +
    'LxtxAjBK/goN/kex3E5vnD0PdK0en4E1E94VcVE7kjvxQgEkx14ovm+kVVnnlGN5TaXJHCA=',
  keyOfGood:
    'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgpkcGK2ENC5/pLSMveYFPe2iEF93cA94T1YZi+CUpcNuhRANCAAQR' +
    'uBkB9kTrrygNFhqIvh6jeyy8xMRM4MZhNHpkwuPri3hiNGtK0Mrb6QG0yFVnnuMqTfva7nmIFIU12H8Xm0gc',
  keyOfP384:
    'MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDCnB6DIGfpnwup8Ska0+bLyncw1uOJZCs7cKwblY88nUieEoNsYkzRs' +
    'PHU1T9X/dkahZANiAASOUFvEmlrodzsUZ8M8MIsDc0gVj05h+ZLfAhNLQNEpP/3g5Aa7wgDrkBCxpRyfv4rAGGQyXKTF2rNllQd1' +
    'mAJGxUK7IDklLlo8FH7utjb4XAFWCf8878E7O691QQUuR48=',
} as const;

type Certificate = Exclude<keyof typeof BODIES, `keyOf${string}`>;
type Key = Extract<keyof typeof BODIES, `keyOf${string}`>;

/** The Secret `milvus-tls` with a chain and a key in it. */
export function tlsSecret(chain: readonly Certificate[], key: Key = 'keyOfGood'): string {
  return `apiVersion: v1
kind: Secret
metadata:
  name: milvus-tls
type: kubernetes.io/tls
stringData:
  tls.crt: |
${chain.map((name) => pem('CERTIFICATE', BODIES[name])).join('\n')}
  tls.key: |
${pem(KEY_LABEL, BODIES[key])}
`;
}

/** In two parts, because scanners of secrets look for the whole. */
const KEY_LABEL = ['PRIVATE', 'KEY'].join(' ');

function pem(label: string, body: string): string {
  const lines = body.match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`].map((line) => `    ${line}`).join('\n');
}
