import { type ApiObject } from 'cdk8s';
import { type Construct } from 'constructs';
import * as crd from '../../../imports/gateway.networking.k8s.io';
import { describeFault, refuse } from '../../errors';
import { type FilterHeader } from '../../gke/header-filter';
import { KubernetesObject, addReferences, metadataOf, nameOf } from '../kubernetes-object';
import { type HttpRouteProps, type HttpRouteRule, relationFaults, routeFaults } from './http-route-props';

/**
 * What a Gateway does with the calls of some hosts.
 *
 * One route that GKE refuses stops the whole Gateway, so this has no props for what GKE does not take, though the API
 * server would: time-outs (they are in GcpBackendPolicy), methods, whole paths rewritten, other redirects.
 *
 * @throws InvalidProps, with every fault of the props
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/gatewayclass-capabilities
 */
export class HttpRoute extends KubernetesObject {
  readonly kind = 'HTTPRoute';
  readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: HttpRouteProps) {
    super(scope, id);
    const { gateway, listeners, hosts = [], rules = [], redirectToHttps } = props;
    refuse(this, routeFaults(props));

    this.apiObject = new crd.HttpRoute(this, 'Resource', {
      metadata: metadataOf(props),
      spec: {
        parentRefs: listeners.map((sectionName) => ({
          kind: crd.HttpRouteSpecParentRefsKind.GATEWAY,
          name: nameOf(gateway),
          sectionName,
        })),
        ...(hosts.length > 0 && { hostnames: [...hosts] }),
        rules: redirectToHttps === undefined ? rules.map(ruleOf) : [redirectOf(redirectToHttps)],
      },
    });
    addReferences(this, { gateway });
    addReferences(this, Object.fromEntries(rules.map(({ service }, index) => [`rules[${index}].service`, service])));
    this.node.addValidation({ validate: () => relationFaults(props).map(describeFault) });
  }
}

function ruleOf({
  path = '/',
  service,
  requestHeaders = [],
  responseHeaders = [],
}: HttpRouteRule): crd.HttpRouteSpecRules {
  const Type = crd.HttpRouteSpecRulesFiltersType;
  const filters: crd.HttpRouteSpecRulesFilters[] = [
    ...(requestHeaders.length > 0
      ? [{ type: Type.REQUEST_HEADER_MODIFIER, requestHeaderModifier: { set: requestHeaders.map(headerOf) } }]
      : []),
    ...(responseHeaders.length > 0
      ? [{ type: Type.RESPONSE_HEADER_MODIFIER, responseHeaderModifier: { set: responseHeaders.map(headerOf) } }]
      : []),
  ];
  return {
    matches: [{ path: { type: crd.HttpRouteSpecRulesMatchesPathType.PATH_PREFIX, value: path } }],
    ...(filters.length > 0 && { filters }),
    backendRefs: [{ kind: crd.HttpRouteSpecRulesBackendRefsKind.SERVICE, name: service.name, port: service.port }],
  };
}

function headerOf({ name, value }: FilterHeader): FilterHeader {
  return { name, value };
}

function redirectOf(status: 301 | 302): crd.HttpRouteSpecRules {
  const codes = crd.HttpRouteSpecRulesFiltersRequestRedirectStatusCode;
  return {
    filters: [
      {
        type: crd.HttpRouteSpecRulesFiltersType.REQUEST_REDIRECT,
        requestRedirect: {
          scheme: crd.HttpRouteSpecRulesFiltersRequestRedirectScheme.HTTPS,
          statusCode: status === 301 ? codes.VALUE_301 : codes.VALUE_302,
        },
      },
    ],
  };
}
