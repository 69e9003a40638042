import { ProjectIamMember } from '@cdktf/provider-google/lib/project-iam-member';
import { ServiceAccount } from '@cdktf/provider-google/lib/service-account';
import { Construct } from 'constructs';
import { refuse } from '../errors';
import { ACCOUNT_ID } from '../gke/storage';
import { nameFaults } from '../gke/prop-faults';
import type { OrderedProps } from './ordered';

/**
 * What a node must do for GKE itself: write logs and metrics. Pods have identities of their own.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/hardening-your-cluster#use_least_privilege_sa
 */
const ROLES = {
  node: 'roles/container.defaultNodeServiceAccount',
  logging: 'roles/logging.logWriter',
  monitoring: 'roles/monitoring.metricWriter',
} as const;

export interface NodeAccountProps extends OrderedProps {
  /** 6 to 30 lower-case letters, digits and "-". */
  readonly accountId: string;
  readonly project: string;
  readonly displayName: string;
}

/**
 * A Google service account for the nodes of a cluster, with the least roles that GKE asks for.
 *
 * @throws InvalidProps when Google would refuse the name
 */
export class NodeAccount extends Construct {
  readonly resource: ServiceAccount;
  /** Its roles; nodes that start before they are given write no logs. */
  readonly roles: readonly ProjectIamMember[];

  constructor(scope: Construct, id: string, props: NodeAccountProps) {
    super(scope, id);
    const { accountId, project, displayName, dependsOn } = props;
    refuse(this, nameFaults('accountId', accountId, ACCOUNT_ID));
    this.resource = new ServiceAccount(this, 'account', { accountId, displayName, ...(dependsOn && { dependsOn }) });
    this.roles = Object.entries(ROLES).map(
      ([key, role]) => new ProjectIamMember(this, key, { project, role, member: this.resource.member }),
    );
  }
}
