export { type Anchors, anchorsOf, createSignatureCheck, noAnchors, type SignatureCheck } from "./anchors.ts";
export { hasNameParts } from "./distinguished-name.ts";
export { isAddress, matchesName } from "./host-name.ts";
export { type IssueRequest, type IssuerCredential, issueCertificate, type RawExtension } from "./issue.ts";
export { loadPki } from "./libraries.ts";
export { type CertificateFacts, type OpenCertificate, parseCertificate, slotOf } from "./parse.ts";
export { fingerprintOf, parsePemBundle, pemOf } from "./pem.ts";
export { type CertificateReader, createCertificateReader } from "./reader.ts";
export { type ChainInput, type ChainVerdict, verifyChain } from "./verify.ts";
