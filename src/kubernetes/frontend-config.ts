import { type ApiObject } from 'cdk8s';
import { type Construct } from 'constructs';
import * as crd from '../../imports/networking.gke.io';
import { type Fault, refuse } from '../errors';
import { RESPONSE_CODE_NAMES } from '../gke/frontend-config';
import { choiceFaults } from '../gke/prop-faults';
import { KubernetesObject, type ObjectProps, metadataOf, objectFaults } from './kubernetes-object';
import { policyNameFaults } from './policy-name';

export interface FrontendConfigProps extends ObjectProps {
  /**
   * Whether port 80 answers with a redirect to https. `false` is written, and takes a redirect away.
   *
   * @default - port 80 is left as the Ingress has it
   */
  readonly redirectToHttps?: boolean;

  /**
   * The redirect's status: 301, 302, 307 or 308. Only with `redirectToHttps: true`.
   *
   * @default - MOVED_PERMANENTLY_DEFAULT, 301
   */
  readonly responseCodeName?: 'MOVED_PERMANENTLY_DEFAULT' | 'FOUND' | 'TEMPORARY_REDIRECT' | 'PERMANENT_REDIRECT';

  /**
   * Name of an SSL policy in Compute Engine; an empty string takes the present one away.
   *
   * @default - the load balancer keeps the policy it has, Google's own at first
   */
  readonly sslPolicy?: string;
}

/**
 * Settings the load balancer uses towards clients, for one Ingress.
 *
 * @throws InvalidProps, with every fault of the props
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/ingress-configuration
 */
export class FrontendConfig extends KubernetesObject {
  readonly kind = 'FrontendConfig';
  readonly apiObject: ApiObject;
  readonly redirectToHttps: boolean | undefined;
  readonly sslPolicy: string | undefined;

  constructor(scope: Construct, id: string, props: FrontendConfigProps) {
    super(scope, id);
    const { redirectToHttps, responseCodeName, sslPolicy } = props;
    refuse(this, faultsOf(props));
    this.redirectToHttps = redirectToHttps;
    this.sslPolicy = sslPolicy;

    this.apiObject = new crd.FrontendConfig(this, 'Resource', {
      metadata: metadataOf(props),
      spec: {
        redirectToHttps:
          redirectToHttps === undefined
            ? undefined
            : {
                enabled: redirectToHttps,
                responseCodeName: responseCodeName && RESPONSE_CODES[responseCodeName],
              },
        sslPolicy,
      },
    });
  }
}

/** The generated members spell an underscore out. */
const RESPONSE_CODES = {
  MOVED_PERMANENTLY_DEFAULT:
    crd.FrontendConfigSpecRedirectToHttpsResponseCodeName.MOVED_UNDERSCORE_PERMANENTLY_UNDERSCORE_DEFAULT,
  FOUND: crd.FrontendConfigSpecRedirectToHttpsResponseCodeName.FOUND,
  TEMPORARY_REDIRECT: crd.FrontendConfigSpecRedirectToHttpsResponseCodeName.TEMPORARY_UNDERSCORE_REDIRECT,
  PERMANENT_REDIRECT: crd.FrontendConfigSpecRedirectToHttpsResponseCodeName.PERMANENT_UNDERSCORE_REDIRECT,
} as const;

function faultsOf(props: FrontendConfigProps): Fault[] {
  const { redirectToHttps, responseCodeName, sslPolicy } = props;
  return [
    ...objectFaults(props),
    ...choiceFaults('responseCodeName', responseCodeName, RESPONSE_CODE_NAMES),
    ...(responseCodeName !== undefined && redirectToHttps !== true
      ? [{ path: 'responseCodeName', message: 'works only with redirectToHttps: true', cure: 'set redirectToHttps' }]
      : []),
    ...policyNameFaults('sslPolicy', sslPolicy),
    ...(redirectToHttps === undefined && sslPolicy === undefined
      ? [{ message: 'must say something: redirectToHttps, sslPolicy or both', cure: 'or leave the FrontendConfig out' }]
      : []),
  ];
}
