import { GRPC_PORT, HEALTH } from '../milvus/service';
import { portOf } from './service';
import type { LoneService } from './service';

/** What a load balancer's route leads to. */
export interface Backend {
  readonly serviceName?: string;
  readonly port?: string | number;
  /** Where the input has it. */
  readonly service?: LoneService;
  /** Whether it is Milvus' gRPC port. */
  readonly grpc: boolean;
  /** Whether it is the port of Milvus' metrics, health and web page. */
  readonly metrics: boolean;
  /** Whether it is Milvus at all. */
  readonly milvus: boolean;
}

export function backendTo(
  serviceName: string | undefined,
  port: string | number | undefined,
  service: LoneService | undefined,
): Backend {
  const known = service && portOf(service, port);
  const isNamed = isMilvusName(serviceName);
  const grpc = known ? known.grpc : port === GRPC_PORT.number || port === GRPC_PORT.name;
  const milvus = grpc || (service ? service.ports.some((one) => one.grpc) : isNamed);
  return {
    ...(serviceName !== undefined && { serviceName }),
    ...(port !== undefined && { port }),
    ...(service && { service }),
    grpc,
    metrics: milvus && (known ? known.metrics : port === HEALTH.port || port === 'metrics'),
    milvus,
  };
}

/** A Service that is not in the input is known by its name alone. */
export function isMilvusName(name: string | undefined): boolean {
  return name !== undefined && /milvus/.test(name) && !/attu|minio|etcd|pulsar|kafka|grafana/.test(name);
}
