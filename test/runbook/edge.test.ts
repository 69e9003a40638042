import { runbookOf } from '../../src/runbook/runbook';
import type { Topology } from '../../src/topology/topology';
import { Shell } from './shell';
import { setupOf, snippetOf, snippetsOf } from './snippets';
import { all, created, guide, internal, issuer, named, production, sharedSecret } from './topologies';

const textOf = (topology: Topology): string => runbookOf(topology).replaceAll(/\s+/g, ' ');
const idsOf = (page: string): string[] => snippetsOf(page).map(({ id }) => id);

/** What stands under a heading, up to the next one. */
function under(topology: Topology, title: string): string {
  const found = runbookOf(topology)
    .split(/^## (?:\d+\. )?/m)
    .find((part) => part.startsWith(`${title}\n`));
  if (found === undefined) throw new Error(`no heading "${title}"`);
  return found;
}

describe('what must be there', () => {
  test('is asked for by name, where the load balancer looks for it', () => {
    const { calls } = new Shell().paste([snippetOf(runbookOf(named), 'existing')]);
    expect(calls.join('\n')).toMatchInlineSnapshot(`
     gcloud compute addresses describe by-the-network-team --global --project example-production --format=value(name,address,status)
     gcloud compute ssl-policies describe company-tls --global --project example-production --format=value(name,minTlsVersion,profile)
     gcloud compute security-policies describe company-armor --global --project example-production --format=value(name,type)
     gcloud compute ssl-certificates describe alpha-2026 --global --project example-production --format=value(name,type,expireTime,subjectAlternativeNames)
     gcloud compute ssl-certificates describe beta-2026 --global --project example-production --format=value(name,type,expireTime,subjectAlternativeNames)
     gcloud dns managed-zones describe example-com --project example-production --format=value(name,dnsName,visibility)
    `);
  });

  test('is regional for an internal load balancer', () => {
    const names = ['mine'];
    const topology: Topology = {
      ...internal,
      loadBalancer: { ...internal.loadBalancer, certificate: { kind: 'pre-shared', names, created: false } },
    };
    expect(new Shell().paste([snippetOf(runbookOf(topology), 'existing')]).calls).toEqual([
      'gcloud compute ssl-certificates describe mine --region us-west1 --project example-production --format=value(name,type,expireTime,subjectAlternativeNames)',
    ]);
  });

  test('is the proxy-only subnet, in the project that the network is in', () => {
    const { calls, codes } = new Shell().paste([snippetOf(runbookOf(internal), 'proxy-only-subnet')]);
    expect(codes).toEqual({ 'proxy-only-subnet': 0 });
    expect(calls.join('\n')).toMatchInlineSnapshot(`
     gcloud compute networks subnets describe nodes --region us-west1 --project example-network --format=value(name,ipCidrRange)
     gcloud compute networks subnets list --network vpc --regions us-west1 --project example-network <--filter=purpose=REGIONAL_MANAGED_PROXY AND role=ACTIVE> --format=value(ipCidrRange)
    `);
  });

  test('stops where the proxy-only subnet is missing, and prints the command that makes it', () => {
    const block = snippetOf(runbookOf(internal), 'proxy-only-subnet');
    const { codes, errors } = new Shell().paste([block], { FAKE_PROXY_ONLY: '' });
    expect(codes).toEqual({ 'proxy-only-subnet': 1 });
    expect(errors).toMatchInlineSnapshot(`
     gcloud compute networks subnets create vpc-proxy-only --project example-network --network vpc --region us-west1 --purpose REGIONAL_MANAGED_PROXY --role ACTIVE --range 10.129.0.0/23
     STOP: the proxy-only subnet of vpc in us-west1 is missing, not 10.129.0.0/23
    `);
  });

  test('stops where the proxy-only subnet has another range, with nothing to make', () => {
    const block = snippetOf(runbookOf(internal), 'proxy-only-subnet');
    expect(new Shell().paste([block], { FAKE_PROXY_ONLY: '10.1.0.0/24' }).errors).toBe(
      'STOP: the proxy-only subnet of vpc in us-west1 is 10.1.0.0/24, not 10.129.0.0/23\n',
    );
  });

  test('has no step of its own where nothing is named', () => {
    for (const topology of [guide, production, created]) {
      expect(runbookOf(topology)).not.toContain('Check what must be there');
    }
  });
});

describe('Terraform', () => {
  test('lists what it makes', () => {
    const text = under(created, 'Create what Terraform owns');
    expect(text.slice(text.indexOf('The stack'), text.indexOf('\n\nThis comes'))).toMatchInlineSnapshot(`
     The stack \`created\` enables the Google APIs that are needed and makes

     - the static address \`milvus\`;
     - the SSL policy \`milvus\`: TLS 1.2 or later, with the ciphers of the profile MODERN;
     - the Cloud Armor policy \`milvus\`: calls are let in from \`203.0.113.0/24\`, \`198.51.100.7/32\`, where
       each client IP may send 600 requests a minute, then gets 429; all others get 403;
     - for the hosts the certificates \`alpha-milvus-tls\`, \`beta-milvus-tls\`, which Google issues in step
       12;
     - the zone \`milvus-zone\` of \`example.com\`;
     - A records for \`alpha.example.com\`, \`beta.example.com\`.
    `);
  });

  test('makes an internal address and a private zone for an internal load balancer', () => {
    const text = under(internal, 'Create what Terraform owns');
    expect(text.slice(text.indexOf('The stack'), text.indexOf('\n\nThis comes'))).toMatchInlineSnapshot(`
     The stack \`internal\` enables the Google APIs that are needed and makes

     - the static address \`milvus-internal\`, an internal one of the subnetwork \`nodes\`;
     - the private zone \`milvus-internal-zone\` of \`internal.example.com\`, which the network \`vpc\` sees;
     - an A record for \`milvus.internal.example.com\`.
    `);
  });

  test('hands over the name servers of a new public zone, and of no other', () => {
    const page = runbookOf(created);
    expect(snippetOf(page, 'name-servers').code).toBe(
      'terraform -chdir=dist/terraform/stacks/created output name_servers',
    );
    for (const topology of all.filter((one) => one !== created)) {
      expect(idsOf(runbookOf(topology))).not.toContain('name-servers');
    }
  });

  test('shows its outputs where there are some', () => {
    expect(idsOf(runbookOf(created))).toContain('terraform-output');
    expect(idsOf(runbookOf(named))).not.toContain('terraform-output');
  });

  test('warns that records are not taken over, and that a new zone stands for the whole domain', () => {
    expect(textOf(named)).toContain('A host that has a record already makes Terraform stop (`already exists`)');
    expect(textOf(created)).toContain('the zone stands for everything at and below `example.com`');
    expect(textOf(internal)).toContain('the zone hides everything at and below `internal.example.com`');
    expect(textOf(production)).not.toContain('already exists');
  });

  test('comes before the manifests, which name what it makes', () => {
    const ids = idsOf(setupOf(runbookOf(created)));
    expect(ids.indexOf('terraform-apply')).toBeLessThan(ids.indexOf('apply'));
  });
});

describe('DNS', () => {
  test.each(all.map((topology) => [topology.environment, topology] as const))(
    'of %s is written by hand or by Terraform, and checked either way',
    (_, topology) => {
      const text = under(topology, 'Point DNS at it');
      const byTerraform = topology.terraform.dnsZone !== undefined;
      expect(text.includes('By hand')).toBe(!byTerraform);
      expect(text.includes('has made the A records')).toBe(byTerraform);
      expect(idsOf(text)).toEqual(topology.releases.map(() => 'dns-check'));
    },
  );

  test('of an internal load balancer is that of its network', () => {
    const { dnsZone: _, ...terraform } = internal.terraform;
    expect(textOf({ ...internal, terraform })).toContain('in the zone of each name, which the network `vpc` must see:');
  });
});

describe('the address', () => {
  test('is read where it is: in the region of an internal load balancer', () => {
    const { calls } = new Shell().paste([snippetOf(runbookOf(internal), 'address')]);
    expect(calls).toEqual([
      'gcloud compute addresses describe milvus-internal --region us-west1 --project example-production --format=value(address)',
    ]);
  });

  test('is read by its name where somebody else made it', () => {
    const { calls } = new Shell().paste([snippetOf(runbookOf(named), 'address')]);
    expect(calls).toEqual([
      'gcloud compute addresses describe by-the-network-team --global --project example-production --format=value(address)',
    ]);
  });
});

describe('a certificate of Compute Engine', () => {
  test('is waited for after DNS leads to the address', () => {
    const ids = idsOf(setupOf(runbookOf(created)));
    expect(ids.indexOf('certificate-active')).toBeGreaterThan(ids.lastIndexOf('dns-check'));
    const { calls } = new Shell().paste([snippetOf(runbookOf(created), 'certificate-active', 'beta')]);
    expect(calls).toEqual([
      'gcloud compute ssl-certificates describe beta-milvus-tls --global --project example-production --format=value(managed.status)',
    ]);
  });

  test('that does not become ACTIVE in 90 minutes is told with its status', () => {
    const block = snippetOf(runbookOf(created), 'certificate-active', 'alpha');
    const { codes, calls, errors } = new Shell().paste([block], { FAKE_CERTIFICATE: 'PROVISIONING' });
    expect(codes).toEqual({ 'certificate-active': 1 });
    expect(calls).toHaveLength(90 * 6);
    expect(errors).toBe('STOP: alpha-milvus-tls is PROVISIONING after 90 minutes\n');
  });

  test('has its statuses in its own spelling', () => {
    const text = under(created, 'Wait for the certificate');
    const statuses = [...text.matchAll(/^- `(\w+)`/gm)].map(([, status]) => status);
    expect(statuses.join('\n')).toMatchInlineSnapshot(`
     PROVISIONING
     FAILED_NOT_VISIBLE
     FAILED_CAA_CHECKING
     FAILED_CAA_FORBIDDEN
     FAILED_RATE_LIMITED
     PROVISIONING_FAILED
     PROVISIONING_FAILED_PERMANENTLY
     ACTIVE
    `);
    expect(under(production, 'Wait for the certificate')).toContain('`FailedNotVisible`');
  });

  test('that exists is not waited for', () => {
    expect(idsOf(runbookOf(named))).not.toContain('certificate-active');
  });
});

describe('an issuer for the hosts', () => {
  test('fills their Secrets before anything needs them, without openssl', () => {
    const page = runbookOf(issuer);
    expect(idsOf(page)).not.toContain('frontend-certificate');
    const shell = new Shell();
    shell.write('dist/manifests/issuer.k8s.yaml', '---\napiVersion: cert-manager.io/v1\nkind: Certificate\n');
    const { calls } = shell.paste([snippetOf(page, 'issued-certificates')]);
    expect(calls.join('\n')).toMatchInlineSnapshot(`
     kubectl get issuers.cert-manager.io ca --namespace default
     kubectl apply --filename -
       | ---
       | apiVersion: cert-manager.io/v1
       | kind: Certificate
     kubectl wait --for=condition=Ready certificates.cert-manager.io/alpha-milvus-tls --namespace default --timeout=10m
     kubectl wait --for=condition=Ready certificates.cert-manager.io/beta-milvus-tls --namespace default --timeout=10m
    `);
    const ids = idsOf(setupOf(page));
    expect(ids.indexOf('issued-certificates')).toBeLessThan(ids.indexOf('helm-upgrade'));
  });

  test("gives clients the issuer's own certificate", () => {
    const page = runbookOf(issuer);
    const shell = new Shell();
    const authority = shell.write('ca.crt', 'the authority\n');
    const { codes } = shell.paste([snippetOf(page, 'secrets-folder'), snippetOf(page, 'issuer-certificate', 'alpha')], {
      FAKE_SECRET: authority,
    });
    expect(codes['issuer-certificate']).toBe(0);
    expect(shell.read('secrets/issuer/alpha-milvus-tls.ca.crt')).toBe('the authority\n');
    expect(snippetOf(page, 'pymilvus-by-name', 'alpha').code).toContain(
      'server_pem_path="secrets/issuer/alpha-milvus-tls.ca.crt"',
    );
  });
});

test('one Secret for all hosts is made once, and trusted by the clients of every release', () => {
  const page = runbookOf(sharedSecret);
  expect(idsOf(page).filter((id) => id === 'frontend-certificate')).toHaveLength(1);
  for (const release of ['alpha', 'beta']) {
    expect(snippetOf(page, 'pymilvus-by-name', release).code).toContain(
      'server_pem_path="secrets/shared-secret/wildcard-tls.crt"',
    );
  }
});

describe('when it does not work', () => {
  test.each<[string, Topology, string]>([
    ['the time-out that is said', production, 'UNAVAILABLE after exactly 3600 s'],
    ['the ranges of Cloud Armor', created, 'add its range to `loadBalancer.securityPolicy.allow`'],
    [
      'the rate limit of Cloud Armor',
      created,
      'raise `requestsPerMinute`, now 600, synthesize, apply Terraform; lower',
    ],
    ['a policy that others keep', named, 'whoever keeps `company-armor` adds its range'],
    ['an SSL policy', production, 'only TLS that the SSL policy `milvus-production` refuses'],
    ['what is named and missing', named, 'certificate `alpha-2026`, `beta-2026` does not exist in this project'],
    ['a client outside of the network', internal, 'is outside the network `vpc` or the region `us-west1`'],
    ['the renewal by cert-manager', issuer, 'the events of the Certificate say why it was not renewed'],
  ])('names %s', (_, topology, text) => {
    expect([topology, guide].map((one) => textOf(one).includes(text))).toEqual([true, false]);
  });

  test("names Google's time-out where none is said", () => {
    const text = 'the 30 s that Google gives it where no `timeoutSec` is said';
    expect([named, guide, production].map((one) => textOf(one).includes(text))).toEqual([true, true, false]);
  });

  test('speaks of a rate limit only where there may be one', () => {
    const { loadBalancer } = created;
    const policyOf = (more: object): Topology => ({
      ...created,
      loadBalancer: { ...loadBalancer, securityPolicy: { kind: 'created', name: 'milvus', ...more } },
    });
    const ranges = under(policyOf({ allow: ['203.0.113.0/24'] }), 'When it does not work');
    expect([ranges.includes('HTTP 403'), ranges.includes('HTTP 429')]).toEqual([true, false]);
    const rate = under(policyOf({ requestsPerMinute: 60 }), 'When it does not work');
    expect([rate.includes('HTTP 403'), rate.includes('HTTP 429')]).toEqual([false, true]);
  });
});

describe('what merely disappears', () => {
  test('is told before the manifests are applied', () => {
    const text = under(sharedSecret, 'Apply the manifests');
    expect(text.slice(text.indexOf('A line of'), text.indexOf('\n\n<!-- snippet: apply -->'))).toMatchInlineSnapshot(`
     A line of a BackendConfig's or FrontendConfig's spec that goes (\`-\`)? What merely disappears stays
     as it is in Google Cloud: time-out, draining, affinity, logging, SSL and Cloud Armor policy. Write
     the opposite into the environment instead: \`timeoutSec: 30\`, \`drainingTimeoutSec: 0\`,
     \`affinityType: NONE\`, \`logging: { enable: false }\`, \`sslPolicy: off\`, \`securityPolicy: off\`. That is
     what \`off\` does here for the SSL policy and the Cloud Armor policy; once it is applied, \`none\` is as
     good. The redirect does go.
    `);
  });

  test('does not include policies that an internal load balancer cannot have', () => {
    expect(under(internal, 'Apply the manifests')).not.toContain('Armor');
  });
});

test.each([
  ['redirect', created, 'Port 80 only redirects to 443.'],
  ['closed', internal, 'Port 80 is closed.'],
  ['open', guide, 'Port 80 is open and serves the same in clear text: clients must always use 443.'],
])('says what port 80 does: %s', (_, topology, text) => {
  expect(textOf(topology)).toContain(text);
});

describe('several releases behind one Ingress', () => {
  test('have a row each', () => {
    const rows = runbookOf(named)
      .split('\n')
      .filter((line) => /^\| (release|alpha|beta) /.test(line));
    expect(rows.join('\n')).toMatchInlineSnapshot(`
     | release | clients connect to | chart | Service | certificate |
     | alpha | \`https://alpha.example.com:443\` | 5.0.19 (Milvus 2.6), cluster | alpha-milvus | alpha-2026 or beta-2026, pre-shared |
     | beta | \`https://beta.example.com:443\` | 5.0.19 (Milvus 2.6), standalone | beta-milvus | alpha-2026 or beta-2026, pre-shared |
    `);
  });
});

describe('the tear-down', () => {
  const callsOf = (topology: Topology): string[] => new Shell().paste(snippetsOf(under(topology, 'Tear down'))).calls;

  test('leaves policies and zone to Terraform, after the Ingress that uses them', () => {
    expect(callsOf(created).join('\n')).toMatchInlineSnapshot(`
     kubectl delete ingress milvus --namespace default --ignore-not-found --timeout 20m
     kubectl delete --filename dist/manifests/created.k8s.yaml --ignore-not-found
     npx --yes cdktf-cli@0.21.0 destroy created
     terraform -chdir=dist/terraform/stacks/created destroy
    `);
    expect(textOf(created)).toContain('Take its name servers out where `example.com` is registered.');
  });

  test('deletes the Secrets that cert-manager leaves behind', () => {
    expect(callsOf(issuer)).toContain(
      'kubectl delete secret alpha-milvus-tls beta-milvus-tls --namespace default --ignore-not-found',
    );
  });

  test('keeps a Secret that may be of others', () => {
    expect(callsOf(sharedSecret).filter((call) => call.includes('delete secret'))).toEqual([]);
  });

  test.each([
    ['by hand', production, 'Remove the DNS records of `milvus.example.com`.'],
    ['by Terraform', named, 'The DNS records of `alpha.example.com`, `beta.example.com` go with Terraform'],
  ])('says who removes records that were made %s', (_, topology, text) => {
    expect(textOf(topology)).toContain(text);
  });
});
