/** What a change of its arguments does to a Terraform resource; nested arguments are written with dots. */
export interface ChangeEffect {
  /** A change destroys the resource and makes another: `ForceNew` in the provider's schema. `project` always does. */
  readonly replaces: readonly string[];
  /** Left out means as it is, `Optional` and `Computed`: nothing happens when they disappear. `project` is one. */
  readonly keptWhenLeftOut?: readonly string[];
  /** A change is made in place. */
  readonly updates: readonly string[];
  /** `schema` was read in the source of the provider; `documentation` is what its pages say. */
  readonly known: 'schema' | 'documentation';
}

/**
 * Every type of resource that a stack may have, and some that are to come.
 *
 * @see https://github.com/hashicorp/terraform-provider-google/tree/v6.50.0/google/services
 */
export const CHANGE_EFFECTS: Readonly<Record<string, ChangeEffect>> = {
  google_compute_network: {
    replaces: ['name', 'auto_create_subnetworks', 'description'],
    updates: ['mtu', 'routing_mode', 'delete_default_routes_on_create'],
    known: 'schema',
  },
  google_compute_subnetwork: {
    // A range may grow in place.
    replaces: ['name', 'region', 'network', 'ip_cidr_range', 'purpose', 'description'],
    keptWhenLeftOut: ['region', 'purpose', 'private_ip_google_access', 'secondary_ip_range'],
    updates: ['private_ip_google_access', 'secondary_ip_range', 'role', 'log_config', 'stack_type'],
    known: 'schema',
  },
  google_compute_router: {
    replaces: ['name', 'region', 'network', 'encrypted_interconnect_router'],
    keptWhenLeftOut: ['region'],
    updates: ['description', 'bgp'],
    known: 'schema',
  },
  google_compute_router_nat: {
    replaces: ['name', 'region', 'router', 'endpoint_types', 'type'],
    keptWhenLeftOut: ['region', 'endpoint_types'],
    updates: ['nat_ip_allocate_option', 'source_subnetwork_ip_ranges_to_nat', 'log_config', 'subnetwork', 'nat_ips'],
    known: 'schema',
  },
  google_compute_firewall: {
    replaces: ['name', 'direction'],
    keptWhenLeftOut: ['direction'],
    updates: ['network', 'allow', 'deny', 'description', 'priority', 'source_ranges', 'target_tags', 'log_config'],
    known: 'schema',
  },
  google_compute_address: {
    replaces: [
      ...['name', 'region', 'address', 'address_type', 'description', 'ip_version', 'network', 'network_tier'],
      ...['prefix_length', 'purpose', 'subnetwork'],
    ],
    keptWhenLeftOut: ['region', 'address', 'network_tier', 'prefix_length', 'purpose', 'subnetwork'],
    updates: ['labels'],
    known: 'schema',
  },
  google_compute_global_address: {
    replaces: ['name', 'address', 'address_type', 'description', 'ip_version', 'network', 'prefix_length', 'purpose'],
    keptWhenLeftOut: ['address', 'prefix_length'],
    updates: ['labels'],
    known: 'schema',
  },
  google_compute_ssl_policy: {
    replaces: ['name', 'description'],
    updates: ['min_tls_version', 'profile', 'custom_features'],
    known: 'schema',
  },
  google_compute_region_ssl_policy: {
    replaces: ['name', 'region', 'description'],
    keptWhenLeftOut: ['region'],
    updates: ['min_tls_version', 'profile', 'custom_features'],
    known: 'schema',
  },
  google_compute_security_policy: {
    replaces: ['name', 'type'],
    keptWhenLeftOut: ['type'],
    updates: ['rule', 'description', 'labels', 'adaptive_protection_config', 'advanced_options_config'],
    known: 'schema',
  },
  google_compute_region_security_policy: {
    replaces: ['name', 'region', 'type'],
    keptWhenLeftOut: ['region', 'rules'],
    updates: ['rules', 'description', 'advanced_options_config', 'ddos_protection_config'],
    known: 'schema',
  },
  google_compute_managed_ssl_certificate: {
    replaces: ['name', 'managed', 'type', 'description'],
    updates: [],
    known: 'schema',
  },
  google_certificate_manager_certificate: {
    replaces: ['name', 'location', 'scope', 'managed'],
    updates: ['description', 'labels', 'self_managed'],
    known: 'schema',
  },
  google_certificate_manager_certificate_map: {
    replaces: ['name'],
    updates: ['description', 'labels'],
    known: 'schema',
  },
  google_certificate_manager_certificate_map_entry: {
    replaces: ['name', 'map', 'hostname', 'matcher'],
    updates: ['description', 'labels', 'certificates'],
    known: 'schema',
  },
  google_certificate_manager_dns_authorization: {
    replaces: ['name', 'location', 'domain', 'type'],
    keptWhenLeftOut: ['type'],
    updates: ['description', 'labels'],
    known: 'schema',
  },
  google_container_cluster: {
    replaces: [
      ...['name', 'location', 'network', 'subnetwork', 'networking_mode', 'datapath_provider', 'initial_node_count'],
      ...['ip_allocation_policy.cluster_secondary_range_name', 'ip_allocation_policy.services_secondary_range_name'],
      ...['ip_allocation_policy.cluster_ipv4_cidr_block', 'ip_allocation_policy.services_ipv4_cidr_block'],
      ...['private_cluster_config.enable_private_nodes', 'private_cluster_config.master_ipv4_cidr_block'],
      ...['enable_autopilot', 'confidential_nodes', 'default_max_pods_per_node', 'node_config'],
    ],
    keptWhenLeftOut: [
      ...['location', 'subnetwork', 'networking_mode', 'datapath_provider', 'ip_allocation_policy', 'node_locations'],
      ...['private_cluster_config', 'master_authorized_networks_config', 'confidential_nodes', 'node_config'],
      ...['default_max_pods_per_node'],
    ],
    updates: [
      ...['addons_config', 'control_plane_endpoints_config', 'deletion_protection', 'enable_shielded_nodes'],
      ...['gateway_api_config', 'ip_allocation_policy', 'logging_config', 'maintenance_policy', 'monitoring_config'],
      ...['master_authorized_networks_config', 'node_locations', 'private_cluster_config.enable_private_endpoint'],
      ...['node_pool_auto_config', 'node_pool_defaults', 'release_channel', 'remove_default_node_pool'],
      ...['resource_labels', 'workload_identity_config'],
    ],
    known: 'schema',
  },
  google_container_node_pool: {
    replaces: [
      ...['name', 'cluster', 'location', 'max_pods_per_node', 'initial_node_count', 'placement_policy'],
      ...['node_config.service_account', 'node_config.oauth_scopes', 'node_config.metadata', 'node_config.spot'],
      ...['node_config.preemptible', 'node_config.shielded_instance_config', 'node_config.min_cpu_platform'],
      ...['node_config.guest_accelerator', 'node_config.local_ssd_count'],
    ],
    keptWhenLeftOut: [
      ...['location', 'max_pods_per_node', 'initial_node_count', 'node_locations'],
      ...['node_config.service_account', 'node_config.oauth_scopes', 'node_config.metadata'],
      ...['node_config.shielded_instance_config', 'node_config.min_cpu_platform', 'node_config.guest_accelerator'],
      ...['node_config.local_ssd_count'],
    ],
    updates: [
      ...['autoscaling', 'management', 'node_count', 'node_locations', 'upgrade_settings', 'version'],
      ...['network_config.enable_private_nodes', 'node_config.disk_size_gb', 'node_config.disk_type'],
      ...['node_config.image_type', 'node_config.kubelet_config', 'node_config.labels', 'node_config.machine_type'],
      ...[
        'node_config.resource_labels',
        'node_config.tags',
        'node_config.taint',
        'node_config.workload_metadata_config',
      ],
    ],
    known: 'schema',
  },
  google_storage_bucket: {
    replaces: ['name', 'location', 'enable_object_retention'],
    keptWhenLeftOut: ['versioning'],
    updates: [
      ...['force_destroy', 'labels', 'lifecycle_rule', 'public_access_prevention', 'soft_delete_policy'],
      ...['storage_class', 'uniform_bucket_level_access', 'versioning', 'logging', 'encryption', 'retention_policy'],
    ],
    known: 'schema',
  },
  google_dns_managed_zone: {
    replaces: ['name', 'dns_name', 'visibility'],
    keptWhenLeftOut: ['dnssec_config', 'cloud_logging_config'],
    updates: ['description', 'dnssec_config', 'force_destroy', 'labels', 'private_visibility_config'],
    known: 'schema',
  },
  google_dns_record_set: {
    replaces: ['name', 'managed_zone'],
    updates: ['rrdatas', 'ttl', 'type', 'routing_policy'],
    known: 'schema',
  },
  google_service_account: {
    replaces: ['account_id'],
    updates: ['description', 'display_name', 'disabled'],
    known: 'schema',
  },
  google_project_iam_member: { replaces: ['role', 'member', 'condition'], updates: [], known: 'schema' },
  google_service_account_iam_member: {
    replaces: ['service_account_id', 'role', 'member', 'condition'],
    updates: [],
    known: 'schema',
  },
  google_storage_bucket_iam_member: {
    replaces: ['bucket', 'role', 'member', 'condition'],
    updates: [],
    known: 'schema',
  },
  google_project_service: {
    replaces: ['service'],
    updates: ['disable_on_destroy', 'disable_dependent_services'],
    known: 'documentation',
  },
  google_monitoring_alert_policy: {
    replaces: [],
    updates: [
      ...['alert_strategy', 'combiner', 'conditions', 'display_name', 'documentation', 'enabled'],
      ...['notification_channels', 'severity', 'user_labels'],
    ],
    known: 'documentation',
  },
  google_monitoring_dashboard: { replaces: [], updates: ['dashboard_json'], known: 'documentation' },
  google_monitoring_notification_channel: {
    replaces: [],
    updates: ['type', 'labels', 'sensitive_labels', 'display_name', 'description', 'enabled', 'user_labels'],
    known: 'schema',
  },
  google_monitoring_uptime_check_config: {
    replaces: ['period', 'checker_type', 'monitored_resource', 'resource_group', 'http_check.request_method'],
    keptWhenLeftOut: ['checker_type'],
    updates: [
      'display_name',
      'timeout',
      'selected_regions',
      'content_matchers',
      'http_check',
      'tcp_check',
      'user_labels',
    ],
    known: 'schema',
  },
  helm_release: {
    replaces: ['name', 'namespace'],
    updates: [
      ...['chart', 'create_namespace', 'description', 'repository', 'reset_values', 'reuse_values', 'set', 'timeout'],
      ...['set_sensitive', 'upgrade_install', 'values', 'version', 'wait'],
    ],
    known: 'documentation',
  },
};
