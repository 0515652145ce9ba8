export { issueCertificate, keyOfCertificate } from "./issue.ts";
export { type LeafWanted, problemsOf } from "./judge.ts";
export type { CertificateRequest, IssuerPorts, Usage } from "./request.ts";
