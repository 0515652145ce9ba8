/** Ids of the lab's foundation; the shapes are those of the platform. */
export const rootGuid = "f7bc18f34f2a7a9403c3";
export const director = "p-bosh-5f3a9c1e7b2d4f6a8c0e";
export const cf = "cf-1c7e5a3f9b2d8e4c6a0f";
export const mysql = "p.mysql-9e8d7c6b5a4f3e2d1c0b";
/** Service instances that the MySQL tile made. */
export const instances = "service-instance_5b1d9f5c-7d0e-4a52-9a6e-2f0c8a1b3d4e";
/** Made with the BOSH CLI. */
export const outside = "concourse";
export const dnsLeaf = "/p-bosh/dns_api_server_tls";
export const diegoCa = "/p-bosh/cf/diego-instance-identity-root-ca";
export const servicesCa = "/services/tls_ca";
/** A property of the MySQL tile that holds one certificate, and one of `cf` that holds a list of them. */
export const singleProperty = ".properties.tls";
export const collectionProperty = ".properties.networking_poe_ssl_certs";
