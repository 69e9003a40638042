import { PAGES } from '../../../rules/pages';
import { protocolOf } from '../../../rules/objects';
import type { Service } from '../../../rules/objects';
import type { Danger } from '../../danger';
import { servicesIn } from '../../edge';
import { code } from '../../words';

export const protocolChanges: Danger = {
  id: 'protocol-changes',
  why: 'the load balancer speaks this to the pods: with another one than they expect every call fails, while health checks on port 9091 stay green',
  cure: 'Give gRPC HTTP2, and REST on a TLS port HTTPS. Change the protocol and what the pods speak in one step, in a window.',
  see: PAGES.http2,
  *check(changes) {
    for (const { before, after, on } of servicesIn(changes)) {
      const current = protocolsOf(after);
      for (const [port, from] of protocolsOf(before)) {
        const to = current.get(port);
        if (to === undefined || to === from) continue;
        yield { on, message: `app-protocols of port ${port} changes from ${code(from)} to ${code(to)}` };
      }
    }
  },
};

/** By the number, because a port may change its name. */
function protocolsOf(service: Service): Map<number, string> {
  const ports = service.ports.flatMap((port) => (port.number === undefined ? [] : [[port.number, port] as const]));
  return new Map(ports.map(([number, port]) => [number, protocolOf(service, port)]));
}
