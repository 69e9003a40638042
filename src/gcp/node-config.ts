/** What every node has, whichever pool it is of; the nodes of a cluster's first moments too. */
export function hardenedNode(serviceAccount: string) {
  return {
    serviceAccount,
    // Roles decide what nodes may do; scopes are their older cousins, and would only get in the way.
    oauthScopes: ['https://www.googleapis.com/auth/cloud-platform'],
    metadata: { 'disable-legacy-endpoints': 'true' },
    shieldedInstanceConfig: { enableSecureBoot: true, enableIntegrityMonitoring: true },
    workloadMetadataConfig: { mode: 'GKE_METADATA' },
    kubeletConfig: {
      // Port 10255 tells whoever reaches the node about its pods, without asking who it is.
      insecureKubeletReadonlyPortEnabled: 'FALSE',
      // GKE's own default: left out of a block that is there, some versions of the provider send false, and limits of CPU end.
      cpuCfsQuota: true,
    },
  };
}
