/**
 * The chart's own Ingress, as the chart sets it where the values do not: it has the Service's name, leads each host to
 * the gRPC port, and has a default backend where it has `tls`.
 *
 * @see https://github.com/zilliztech/milvus-helm/blob/master/charts/milvus/templates/ingress.yaml
 */
export const CHART_INGRESS = {
  rules: [{ host: 'milvus-example.local', path: '/', pathType: 'Prefix' }],
} as const;
