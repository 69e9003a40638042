import { ProjectService } from '@cdktf/provider-google/lib/project-service';
import { Construct } from 'constructs';

/** APIs that the resources of a stack need. */
export type Api = 'compute' | 'dns' | 'container' | 'iam' | 'iamcredentials' | 'cloudresourcemanager' | 'storage';

export interface ProjectServicesProps {
  readonly apis: readonly Api[];
}

/**
 * The APIs a project must have enabled. They stay enabled when the stack is destroyed: others may use them.
 *
 * @see https://cloud.google.com/service-usage/docs/enable-disable
 */
export class ProjectServices extends Construct {
  readonly services: readonly ProjectService[];

  constructor(scope: Construct, id: string, props: ProjectServicesProps) {
    super(scope, id);
    this.services = props.apis.map(
      (api) => new ProjectService(this, api, { service: `${api}.googleapis.com`, disableOnDestroy: false }),
    );
  }
}
