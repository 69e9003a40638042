import { type Told, always, statusCure } from './cause';

type Causes = Readonly<Record<string, Told>>;

const noRecord: Told = (_, host) => ({
  cause: `no A record for ${host}, or not yet where this machine asks`,
  cure: 'Make the record, as the runbook says; --address IP verifies before it is there.',
});
const noResolver = always(
  'the name server does not answer',
  "Try again; else look at this machine's resolver and at the zone's name servers.",
);
const dropped: Told = (setup) =>
  setup.internal
    ? {
        cause: setup.globalAccess
          ? 'packets are dropped: an internal load balancer answers inside its network only'
          : 'packets are dropped: an internal load balancer answers inside its network and region only',
        cure: 'Call from inside.',
      }
    : {
        cause: 'packets are dropped: nothing serves the address yet, it is another one, or a firewall is on the way',
        cure: `Up to ten minutes after apply that is normal. ${statusCure(setup)}`,
      };
const refused: Told = (setup) => ({
  cause:
    'the machine at this address listens, but not on this port: another address, or the load balancer has no frontend there',
  cure: statusCure(setup),
});
const unreachable = always(
  'there is no route from here to the address',
  'Look at the network of this machine, VPN included.',
);
const noTls = always(
  'what answers there speaks no TLS: a plaintext port, port 80, or something between',
  'Use port 443 of the load balancer, past any proxy.',
);
const cutInTls: Told = (setup) => ({
  cause:
    'the connection is cut while shaking hands: no certificate is bound to the load balancer yet, or something on the way cuts it',
  cure: statusCure(setup),
});
const noSharedTls = always(
  'no version or cipher of TLS that both sides take, as the SSL policy of the load balancer wants it',
  'Use a newer client; else a wider loadBalancer.sslPolicy.',
);
const silent = always(
  'something takes the connection and says nothing: a half-open connection, a proxy, a plaintext port',
  'Try from another network; look at what is between.',
);
export const untrusted: Told = ({ certificate, environment }) =>
  certificate === 'google-managed'
    ? {
        cause: "it is not Google's certificate: that is not served yet, or something between client and Google answers",
        cure: `Wait until milvus-l7 status ${environment} shows it Active, and some minutes more.`,
      }
    : {
        cause: 'whoever signed it is not known here',
        cure:
          certificate === 'self-managed'
            ? 'Give the client the file that the runbook names; here it is read from secrets/, or by NODE_EXTRA_CA_CERTS.'
            : 'Name the file of its authority in NODE_EXTRA_CA_CERTS, and give it to every client.',
      };
/** Why there is no connection to make calls on, stage by stage and code by code. */
export const CONNECTION_CAUSES: Readonly<Record<'dns' | 'tcp' | 'tls' | 'alpn', Causes>> = {
  dns: {
    ENOTFOUND: noRecord,
    ENODATA: noRecord,
    ESERVFAIL: always("the zone's own name servers fail", 'Mend the zone: its delegation, or DNSSEC.'),
    ETIMEOUT: noResolver,
    ECONNREFUSED: noResolver,
    AAAA: always(
      'an AAAA record leads elsewhere: the load balancer has IPv4 only. Clients that prefer IPv6 miss it, and Google issues no certificate',
      'Delete the AAAA record.',
    ),
    SEVERAL_A: always(
      'there are several A records, and the load balancer has one address: some calls go elsewhere, and Google issues no certificate',
      "Delete the others; milvus-l7 status shows the load balancer's.",
    ),
  },
  tcp: {
    ECONNREFUSED: refused,
    ETIMEDOUT: dropped,
    EHOSTUNREACH: unreachable,
    ENETUNREACH: unreachable,
    ECONNRESET: refused,
  },
  tls: {
    ETIMEDOUT: silent,
    ECONNRESET: cutInTls,
    ERR_SSL_WRONG_VERSION_NUMBER: noTls,
    ERR_SSL_PACKET_LENGTH_TOO_LONG: noTls,
    EPROTO: noTls,
    NO_CERTIFICATE: cutInTls,
    CERT_HAS_EXPIRED: ({ certificate, environment }) => ({
      cause: 'it has run out',
      cure:
        certificate === 'google-managed'
          ? `Google renews its own while DNS leads to the load balancer: milvus-l7 status ${environment}.`
          : 'Replace it: milvus-l7 secrets, with --renew.',
    }),
    CERT_NOT_YET_VALID: always(
      'it is not valid yet, or the clock of this machine is behind',
      'Look at the clock; else wait, or replace it.',
    ),
    ERR_TLS_CERT_ALTNAME_INVALID: (_, host) => ({
      cause: `it is for other names than ${host}`,
      cure: "Replace it by one for this host; of several certificates, the Ingress' first is served to whoever fits none.",
    }),
    DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
    SELF_SIGNED_CERT_IN_CHAIN: untrusted,
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
    UNABLE_TO_GET_ISSUER_CERT: untrusted,
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  },
  alpn: {
    NO_H2: always(
      'HTTP/2 is not offered, and gRPC is nothing else: something between client and load balancer ends TLS',
      'Connect past it, or let it pass HTTP/2.',
    ),
  },
};

/** Codes of TLS of which only the beginning tells. */
export const TLS_PREFIXES: Causes = {
  ERR_SSL_TLSV1_ALERT: noSharedTls,
  ERR_SSL_SSLV3_ALERT: noSharedTls,
  ERR_SSL_TLSV13_ALERT: noSharedTls,
  ERR_SSL_NO_: noSharedTls,
  ERR_SSL_UNSUPPORTED_PROTOCOL: noSharedTls,
  ERR_SSL_: noTls,
};
