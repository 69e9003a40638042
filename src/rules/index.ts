import { certificateComesFirst } from './certificate/certificate-comes-first';
import { certificateCoversHost } from './certificate/certificate-covers-host';
import { certificateHasSan } from './certificate/certificate-has-san';
import { certificateIsCurrent } from './certificate/certificate-is-current';
import { certificateKeyIsUsual } from './certificate/certificate-key-is-usual';
import { certificateMatchesKey } from './certificate/certificate-matches-key';
import { certificatesFitOnTheIngress } from './certificate/certificates-fit-on-the-ingress';
import { challengeNeedsNoSecret } from './certificate/challenge-needs-no-secret';
import { managedCertificateExists } from './certificate/managed-certificate-exists';
import { managedCertificateHasOneDomain } from './certificate/managed-certificate-has-one-domain';
import { managedDomainsAreAccepted } from './certificate/managed-domains-are-accepted';
import { secretExists } from './certificate/secret-exists';
import { tlsEntryNamesASecret } from './certificate/tls-entry-names-a-secret';
import { tlsSecretIsComplete } from './certificate/tls-secret-is-complete';
import { callsAreDrained } from './custom-resource/calls-are-drained';
import { callsMayBeLong } from './custom-resource/calls-may-be-long';
import { fieldsAreInRange } from './custom-resource/fields-are-in-range';
import { fieldsAreKnown } from './custom-resource/fields-are-known';
import { fieldsHaveTheirTypes } from './custom-resource/fields-have-their-types';
import { headersAreAccepted } from './custom-resource/headers-are-accepted';
import { healthCheckFitsItsInterval } from './custom-resource/health-check-fits-its-interval';
import { healthCheckReachesMilvus } from './custom-resource/health-check-reaches-milvus';
import { logsAreSampled } from './custom-resource/logs-are-sampled';
import { noCdn } from './custom-resource/no-cdn';
import { noIap } from './custom-resource/no-iap';
import { allowanceHasAReason } from './file/allowance-has-a-reason';
import { allowanceNamesARule } from './file/allowance-names-a-rule';
import { fileIsReadable } from './file/file-is-readable';
import { keysStandOnce } from './file/keys-stand-once';
import { objectStandsOnce } from './file/object-stands-once';
import { appProtocolCarriesGrpc } from './gateway/app-protocol-carries-grpc';
import { backendRefResolves } from './gateway/backend-ref-resolves';
import { certificateMapStandsAlone } from './gateway/certificate-map-stands-alone';
import { certificateRefsAreSecrets } from './gateway/certificate-refs-are-secrets';
import { gatewayAddressIsNamed } from './gateway/gateway-address-is-named';
import { gatewayAddressIsReserved } from './gateway/gateway-address-is-reserved';
import { gatewayClassIsKnown } from './gateway/gateway-class-is-known';
import { gatewayServesNoClearText } from './gateway/gateway-serves-no-clear-text';
import { globalAccessFitsTheClass } from './gateway/global-access-fits-the-class';
import { routeKindIsServed } from './gateway/route-kind-is-served';
import { healthCheckPolicyIsTaken } from './gateway/health-check-policy-is-taken';
import { healthCheckPolicyReachesMilvus } from './gateway/health-check-policy-reaches-milvus';
import { httpsListenerHasACertificate } from './gateway/https-listener-has-a-certificate';
import { ingressSettingsHaveNoEffect } from './gateway/ingress-settings-have-no-effect';
import { listenersDiffer } from './gateway/listeners-differ';
import { negHoldsThePort } from './gateway/neg-holds-the-port';
import { policyFindsItsTarget } from './gateway/policy-finds-its-target';
import { policySaysWhatIsLogged } from './gateway/policy-says-what-is-logged';
import { policyStandsOnce } from './gateway/policy-stands-once';
import { redirectHasNoBackends } from './gateway/redirect-has-no-backends';
import { redirectLeavesHttpsAlone } from './gateway/redirect-leaves-https-alone';
import { routeCarriesGrpc } from './gateway/route-carries-grpc';
import { routeFieldsAreSupported } from './gateway/route-fields-are-supported';
import { routeHasAListener } from './gateway/route-has-a-listener';
import { securityPolicyHasOneScope } from './gateway/security-policy-has-one-scope';
import { serviceServesOneApi } from './gateway/service-serves-one-api';
import { tlsOptionsAreKnown } from './gateway/tls-options-are-known';
import { patchesAreApplied } from './file/patches-are-applied';
import { addressFitsTheClass } from './ingress/address-fits-the-class';
import { addressIsReserved } from './ingress/address-is-reserved';
import { addressServesOneIngress } from './ingress/address-serves-one-ingress';
import { allowHttpIsABool } from './ingress/allow-http-is-a-bool';
import { annotationKeyIsKnown } from './ingress/annotation-key-is-known';
import { annotationsAreStrings } from './ingress/annotations-are-strings';
import { apiVersionIsServed } from './ingress/api-version-is-served';
import { backendIsAService } from './ingress/backend-is-a-service';
import { frontendConfigExists } from './ingress/frontend-config-exists';
import { hostIsADnsName } from './ingress/host-is-a-dns-name';
import { hostStandsOnce } from './ingress/host-stands-once';
import { ingressClassIsAnAnnotation } from './ingress/ingress-class-is-an-annotation';
import { ingressServesAPort } from './ingress/ingress-serves-a-port';
import { internalHasNoCloudArmor } from './ingress/internal-has-no-cloud-armor';
import { internalHasNoManagedCertificate } from './ingress/internal-has-no-managed-certificate';
import { internalHasNoRedirect } from './ingress/internal-has-no-redirect';
import { internalHasNoSslPolicy } from './ingress/internal-has-no-ssl-policy';
import { internalPortsShareAnAddress } from './ingress/internal-ports-share-an-address';
import { metricsPortStaysInside } from './ingress/metrics-port-stays-inside';
import { namesCanExist } from './ingress/names-can-exist';
import { noClearText } from './ingress/no-clear-text';
import { pathCarriesGrpc } from './ingress/path-carries-grpc';
import { pathIsValid } from './ingress/path-is-valid';
import { pathStandsOnce } from './ingress/path-stands-once';
import { pathTypeIsWritten } from './ingress/path-type-is-written';
import { redirectLeadsSomewhere } from './ingress/redirect-leads-somewhere';
import { serviceExists } from './ingress/service-exists';
import { servicePortExists } from './ingress/service-port-exists';
import { streamingCallsAreAuthorized } from './milvus/streaming-calls-are-authorized';
import { metricsPortIsGuarded } from './milvus/metrics-port-is-guarded';
import { backendKeyIsReadable } from './milvus/backend-key-is-readable';
import { authorizationIsOn } from './milvus/authorization-is-on';
import { chartIngressIsOff } from './milvus/chart-ingress-is-off';
import { chartAttuReachesMilvus } from './milvus/chart-attu-reaches-milvus';
import { noDemoCertificate } from './milvus/no-demo-certificate';
import { noSecretsInValues } from './milvus/no-secrets-in-values';
import { proxiesAreSeveral } from './milvus/proxies-are-several';
import { restHasItsOwnPort } from './milvus/rest-has-its-own-port';
import { settingsAreInUserYaml } from './milvus/settings-are-in-user-yaml';
import { tlsModeFitsH2c } from './milvus/tls-mode-fits-h2c';
import { tlsModeFitsHttp2 } from './milvus/tls-mode-fits-http2';
import { tlsModeIsOneSided } from './milvus/tls-mode-is-one-sided';
import { userYamlIsReadable } from './milvus/user-yaml-is-readable';
import { valuesAreKnown } from './milvus/values-are-known';
import { valuesCanBeRead } from './milvus/values-can-be-read';
import { collectorsReachMilvus } from './monitoring/collectors-reach-milvus';
import { appProtocolsIsValid } from './service/app-protocols-is-valid';
import { backendConfigCoversGrpc } from './service/backend-config-covers-grpc';
import { backendConfigExists } from './service/backend-config-exists';
import { backendConfigIsValid } from './service/backend-config-is-valid';
import { grpcPortIsTcp } from './service/grpc-port-is-tcp';
import { grpcPortSpeaksHttp2 } from './service/grpc-port-speaks-http2';
import { maxRateIsANumber } from './service/max-rate-is-a-number';
import { networkPolicyLetsIn } from './service/network-policy-lets-in';
import { negIsValid } from './service/neg-is-valid';
import { noLegacyAppProtocols } from './service/no-legacy-app-protocols';
import { serviceFieldsFitItsType } from './service/service-fields-fit-its-type';
import { serviceHasNeg } from './service/service-has-neg';
import { servicePortsAreDistinct } from './service/service-ports-are-distinct';
import { serviceSelectsPods } from './service/service-selects-pods';
import type { Rule } from './rule';

/** Every rule, in the order of docs/rules.md. */
export const RULES: readonly Rule[] = [
  addressFitsTheClass,
  addressIsReserved,
  addressServesOneIngress,
  allowHttpIsABool,
  annotationKeyIsKnown,
  annotationsAreStrings,
  apiVersionIsServed,
  backendIsAService,
  frontendConfigExists,
  hostIsADnsName,
  hostStandsOnce,
  ingressClassIsAnAnnotation,
  ingressServesAPort,
  internalHasNoCloudArmor,
  internalHasNoManagedCertificate,
  internalHasNoRedirect,
  internalHasNoSslPolicy,
  internalPortsShareAnAddress,
  metricsPortStaysInside,
  namesCanExist,
  noClearText,
  pathCarriesGrpc,
  pathIsValid,
  pathStandsOnce,
  pathTypeIsWritten,
  redirectLeadsSomewhere,
  serviceExists,
  servicePortExists,
  appProtocolsIsValid,
  backendConfigCoversGrpc,
  backendConfigExists,
  backendConfigIsValid,
  grpcPortIsTcp,
  grpcPortSpeaksHttp2,
  maxRateIsANumber,
  networkPolicyLetsIn,
  collectorsReachMilvus,
  negIsValid,
  noLegacyAppProtocols,
  serviceFieldsFitItsType,
  serviceHasNeg,
  servicePortsAreDistinct,
  serviceSelectsPods,
  routeHasAListener,
  routeCarriesGrpc,
  routeFieldsAreSupported,
  routeKindIsServed,
  backendRefResolves,
  redirectHasNoBackends,
  redirectLeavesHttpsAlone,
  gatewayServesNoClearText,
  listenersDiffer,
  gatewayClassIsKnown,
  gatewayAddressIsNamed,
  gatewayAddressIsReserved,
  httpsListenerHasACertificate,
  certificateMapStandsAlone,
  tlsOptionsAreKnown,
  certificateRefsAreSecrets,
  appProtocolCarriesGrpc,
  serviceServesOneApi,
  negHoldsThePort,
  policyFindsItsTarget,
  policyStandsOnce,
  securityPolicyHasOneScope,
  policySaysWhatIsLogged,
  healthCheckPolicyIsTaken,
  healthCheckPolicyReachesMilvus,
  globalAccessFitsTheClass,
  ingressSettingsHaveNoEffect,
  callsAreDrained,
  callsMayBeLong,
  fieldsAreInRange,
  fieldsAreKnown,
  fieldsHaveTheirTypes,
  headersAreAccepted,
  healthCheckFitsItsInterval,
  healthCheckReachesMilvus,
  logsAreSampled,
  noCdn,
  noIap,
  certificateComesFirst,
  certificateCoversHost,
  certificateHasSan,
  certificateIsCurrent,
  certificateKeyIsUsual,
  certificateMatchesKey,
  certificatesFitOnTheIngress,
  challengeNeedsNoSecret,
  managedCertificateExists,
  managedCertificateHasOneDomain,
  managedDomainsAreAccepted,
  secretExists,
  tlsEntryNamesASecret,
  tlsSecretIsComplete,
  authorizationIsOn,
  streamingCallsAreAuthorized,
  backendKeyIsReadable,
  metricsPortIsGuarded,
  chartAttuReachesMilvus,
  chartIngressIsOff,
  noDemoCertificate,
  noSecretsInValues,
  proxiesAreSeveral,
  restHasItsOwnPort,
  settingsAreInUserYaml,
  tlsModeFitsH2c,
  tlsModeFitsHttp2,
  tlsModeIsOneSided,
  userYamlIsReadable,
  valuesAreKnown,
  valuesCanBeRead,
  allowanceHasAReason,
  allowanceNamesARule,
  fileIsReadable,
  objectStandsOnce,
  keysStandOnce,
  patchesAreApplied,
];
