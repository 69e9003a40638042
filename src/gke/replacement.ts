/**
 * Arguments of Terraform resources whose change destroys the resource and makes another: what the provider marks so in its
 * schema, of those that carry a running Milvus. A range of a subnetwork may grow in place.
 *
 * @see https://registry.terraform.io/providers/hashicorp/google/6.50.0/docs/resources/container_cluster
 */
export const REPLACED_BY: Readonly<Record<string, readonly (readonly string[])[]>> = {
  google_compute_network: [['name'], ['project'], ['auto_create_subnetworks'], ['description']],
  google_compute_subnetwork: [['name'], ['project'], ['region'], ['network'], ['purpose'], ['ip_cidr_range']],
  google_container_cluster: [
    ['name'],
    ['project'],
    ['location'],
    ['network'],
    ['subnetwork'],
    ['networking_mode'],
    ['datapath_provider'],
    ['ip_allocation_policy', 'cluster_secondary_range_name'],
    ['ip_allocation_policy', 'services_secondary_range_name'],
    ['ip_allocation_policy', 'cluster_ipv4_cidr_block'],
    ['ip_allocation_policy', 'services_ipv4_cidr_block'],
    ['private_cluster_config', 'master_ipv4_cidr_block'],
  ],
  google_container_node_pool: [['name'], ['project'], ['location'], ['cluster']],
  google_storage_bucket: [['name'], ['project'], ['location']],
  google_dns_managed_zone: [['name'], ['project'], ['dns_name'], ['visibility']],
  helm_release: [['name'], ['namespace']],
};
