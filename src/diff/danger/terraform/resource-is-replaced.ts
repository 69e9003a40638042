import { valueAt } from '../../../source/plain';
import type { Danger } from '../../danger';
import { replacementsIn } from '../../replacements';
import type { Replacement } from '../../replacements';
import { listed } from '../../words';

/** It is found on or it is not; the way back is the same. */
const HARMLESS = ['google_project_service'];

const IN_USE =
  'Terraform destroys it and makes another; Google refuses to delete what the load balancer uses, so the apply stops half-way';
const ADDRESS =
  'the address goes back to Google and another is reserved: DNS, firewalls and clients know the old one still';
const IDENTITY =
  'another account is another identity: what was granted to the old one is gone, and who works as it is refused in between';
const GRANT = 'the right is taken away and given again: in between, calls that need it are refused';
const CERTIFICATE =
  'the certificate is made anew: until Google has issued it its hosts have none, and one that is in use cannot be deleted';

const WHY: Readonly<Record<string, string>> = {
  google_compute_address: ADDRESS,
  google_compute_global_address: ADDRESS,
  google_compute_ssl_policy: IN_USE,
  google_compute_region_ssl_policy: IN_USE,
  google_compute_security_policy: IN_USE,
  google_compute_region_security_policy: IN_USE,
  google_compute_managed_ssl_certificate: CERTIFICATE,
  google_certificate_manager_certificate: CERTIFICATE,
  google_certificate_manager_certificate_map: IN_USE,
  google_certificate_manager_certificate_map_entry:
    'the entry is taken away and made again: in between its host has no certificate',
  google_certificate_manager_dns_authorization:
    'another authorization asks for another record: until DNS has it, no certificate is issued or renewed',
  google_compute_router: 'nodes without addresses of their own lose their way out: images cannot be fetched meanwhile',
  google_compute_router_nat:
    'nodes without addresses of their own lose their way out: images cannot be fetched meanwhile',
  google_compute_firewall: 'what the rule lets in is cut off until the new one stands',
  google_container_node_pool: 'Terraform deletes its nodes and makes others: every pod on them moves at once',
  google_storage_bucket: "Terraform destroys it and makes another: all of Milvus' data is in it",
  google_dns_managed_zone: 'Terraform destroys it and makes another, with other name servers: its names stop resolving',
  google_dns_record_set: 'the record is deleted and made again: its name does not resolve in between',
  google_service_account: IDENTITY,
  google_project_iam_member: GRANT,
  google_service_account_iam_member: GRANT,
  google_storage_bucket_iam_member: GRANT,
  google_monitoring_alert_policy: 'nothing alerts in between',
  google_monitoring_uptime_check_config: 'its history ends, and what alerts on it sees nothing in between',
  helm_release: 'Terraform uninstalls the release and installs another, empty',
};

export const resourceIsReplaced: Danger = {
  id: 'resource-is-replaced',
  why: 'Terraform destroys it and makes another, and with it everything inside: subnets, cluster, nodes, pods, disks, Milvus and its load balancer',
  cure: 'Leave these arguments as they are. To get another, make a second environment beside this one, move Milvus, then take this one down.',
  see: 'https://developer.hashicorp.com/terraform/language/resources/behavior',
  *check({ kept }) {
    for (const environment of kept) {
      for (const replacement of replacementsIn(environment)) {
        const { on, reasons } = replacement;
        if (HARMLESS.includes(on.kind)) continue;
        const why = isProtected(replacement) ? REFUSED : isMadeFirst(replacement) ? MADE_FIRST : WHY[on.kind];
        yield { on, message: `it is replaced: ${listed(reasons)}`, ...(why !== undefined && { why }) };
      }
    }
  },
};

const REFUSED =
  'prevent_destroy stands on it: Terraform refuses the whole plan, and nothing of the stack can be applied while the files say so';

const MADE_FIRST =
  'Terraform makes the new one before it destroys the old one: a host that is left loses its own, and a new one has none until Google has issued it, for which DNS must have the record of its authorization';

/** Of Certificate Manager, whose names follow the host. */
function isMadeFirst({ on }: Replacement): boolean {
  return (
    on.kind.startsWith('google_certificate_manager_') &&
    valueAt(on.value, ['lifecycle', 'create_before_destroy']) === true
  );
}

function isProtected({ on }: Replacement): boolean {
  return valueAt(on.value, ['lifecycle', 'prevent_destroy']) === true;
}
