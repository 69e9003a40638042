import { SERVICE } from '../../gke/annotations';
import { RFC1123_LABEL } from '../../gke/names';
import { isMapping } from '../../source/plain';
import { service } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';
import { isProtocol, protocolOf } from '../service';
import type { Service } from '../routed-service';
import type { ServicePort } from '../service';

export const grpcPortSpeaksHttp2: Rule = {
  id: 'grpc-port-speaks-http2',
  severity: 'error',
  why: 'the load balancer talks HTTP/1.1 to the pod: every gRPC call fails while health checks stay green',
  cure: `Write ${SERVICE.appProtocols}: '{"milvus":"HTTP2"}', with the name of the Service's port.`,
  see: PAGES.http2,
  *check({ services }) {
    for (const service of services) {
      for (const port of service.grpcPorts) {
        if (protocolOf(service, port) === 'HTTP2' || isToldElsewhere(service, port) || isOddlyNamed(service, port))
          continue;
        const path = service.appProtocols?.path ?? (service.kind === 'values' ? service.annotationsPath : port.path);
        const absent = service.appProtocols ? [...port.path, 'name'] : service.annotationsPath;
        yield { on: service, path, absent, message: messageOf(service, port), cure: cureFor(port) };
      }
    }
  },
  examples: {
    good: [service()],
    bad: [
      service({ [SERVICE.appProtocols]: undefined }),
      service({ [SERVICE.appProtocols]: '{"19530":"HTTP2"}' }),
      service({ [SERVICE.appProtocols]: '{"grpc":"HTTP2"}' }),
      service({ [SERVICE.appProtocols]: '{"milvus":"HTTPS"}' }),
    ],
  },
};

function cureFor({ name }: ServicePort): string {
  if (name === undefined)
    return `Give the port the name milvus, and write ${SERVICE.appProtocols}: '{"milvus":"HTTP2"}'.`;
  return `Write ${SERVICE.appProtocols}: '{"${name}":"HTTP2"}'.`;
}

/** Faults of the annotation itself have a rule of their own. */
function isToldElsewhere({ appProtocols }: Service, { name }: ServicePort): boolean {
  if (appProtocols === undefined) return false;
  if (!isMapping(appProtocols.value)) return true;
  const protocol = appProtocols.value[name ?? ''];
  return protocol !== undefined && !isProtocol(protocol);
}

/** So are names that no port can have, and ports without a name beside others. */
function isOddlyNamed({ kind, appProtocols, ports }: Service, { name }: ServicePort): boolean {
  if (kind !== 'Service' || appProtocols === undefined) return false;
  return name === undefined ? ports.length > 1 : !RFC1123_LABEL.pattern.test(name);
}

function messageOf(service: Service, port: ServicePort): string {
  const { name, number } = port;
  if (name === undefined) return `port ${number ?? '?'} must be HTTP2, but it has no name that an annotation could say`;
  if (service.appProtocols === undefined) return `port "${name}" must be HTTP2, but ${SERVICE.appProtocols} is missing`;
  const protocol = isMapping(service.appProtocols.value) ? service.appProtocols.value[name] : undefined;
  return protocol === undefined
    ? `port "${name}" must be HTTP2, but the annotation does not name it`
    : `port "${name}" must be HTTP2, got ${protocolOf(service, port)}`;
}
