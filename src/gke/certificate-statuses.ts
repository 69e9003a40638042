/** What a status of a Google-managed certificate, or of one of its domains, means for whoever waits. */
export interface CertificateStatus {
  /** Half a sentence or more, lower case unless it is a name. */
  readonly meaning: string;
  /** How long it may last before something is wrong, in minutes; left out, it should not be there at all. */
  readonly normalMinutes?: number;
  /** Only of a certificate that has been Active before. */
  readonly later?: true;
}

/**
 * In the spelling of a ManagedCertificate.
 *
 * @see https://cloud.google.com/load-balancing/docs/ssl-certificates/google-managed-certs#status
 */
export const CERTIFICATE_STATUSES: Readonly<Record<string, CertificateStatus>> = {
  Provisioning: { meaning: 'Google is at it. Wait.', normalMinutes: 60 },
  FailedNotVisible: {
    meaning:
      "the domain does not lead to the load balancer's address yet, as Google sees it. Check the A and AAAA records; it tries again by itself.",
    normalMinutes: 60,
  },
  FailedCaaChecking: { meaning: 'a CAA record could not be read. Mend the zone.' },
  FailedCaaForbidden: { meaning: 'a CAA record forbids it. Allow `pki.goog`.' },
  FailedRateLimited: { meaning: 'too many certificates for the domain in a short time. Wait.', normalMinutes: 60 },
  ProvisioningFailed: { meaning: 'something else, for now. It tries again by itself.', normalMinutes: 60 },
  ProvisioningFailedPermanently: {
    meaning: 'it has given up. Mend what the domains show, and make the certificate anew.',
  },
  RenewalFailed: {
    meaning:
      'the old one is served until it ends. DNS must still lead to the load balancer: check A, AAAA and CAA records.',
    later: true,
  },
  Active: {
    meaning: 'issued. It may take some more minutes until every frontend of Google serves it. The window ends.',
  },
};
