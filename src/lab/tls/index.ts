export {
  type EndpointRequest,
  type FleetRequest,
  type LabEndpoint,
  openEndpoint,
  openFleet,
} from "./endpoint.ts";
export { allEndpointKinds, type EndpointKind } from "./kinds.ts";
export { fleetTargets, type LabTlsTarget, tlsTarget, twoBackendsTarget } from "./targets.ts";
