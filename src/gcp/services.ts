import { ProjectService } from '@cdktf/provider-google/lib/project-service';
import { Construct } from 'constructs';

/** APIs that the resources of a stack need. */
export type Api =
  | 'compute'
  | 'dns'
  | 'container'
  | 'iam'
  | 'iamcredentials'
  | 'certificatemanager'
  | 'cloudresourcemanager'
  | 'storage'
  | 'monitoring';

export interface ProjectServicesProps {
  readonly apis: readonly Api[];
}

/** By which the provider asks, after it has enabled an API, whether the project has it: so it comes before the others. */
const FIRST: Api = 'cloudresourcemanager';

/**
 * The APIs a project must have enabled, and the one by which Terraform asks for them. They stay enabled when the stack is
 * destroyed: others may use them.
 *
 * @see https://cloud.google.com/service-usage/docs/enable-disable
 */
export class ProjectServices extends Construct {
  readonly services: readonly ProjectService[];

  constructor(scope: Construct, id: string, props: ProjectServicesProps) {
    super(scope, id);
    const first = this.enable(FIRST);
    const others = props.apis.filter((api) => api !== FIRST);
    this.services = [first, ...others.map((api) => this.enable(api, [first]))];
  }

  private enable(api: Api, dependsOn?: ProjectService[]): ProjectService {
    const service = `${api}.googleapis.com`;
    return new ProjectService(this, api, { service, disableOnDestroy: false, ...(dependsOn && { dependsOn }) });
  }
}
