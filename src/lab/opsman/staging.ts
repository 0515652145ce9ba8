import type { LabReply, LabRequest } from "../model.ts";
import { bundleOf } from "./families.ts";
import { atLeast } from "./release.ts";
import { type Answer, bodyOf, errors, html, json, record } from "./replies.ts";
import type { LabErrand, LabProduct, OpsmanState } from "./state.ts";

/** `GET …/deployed/products` and `GET …/staged/products`: the same here, nothing is staged to be added or deleted. */
export function listProducts(state: OpsmanState): LabReply {
  return json(
    200,
    state.products.map(({ guid, type, version }) => ({
      installation_name: guid,
      guid,
      type,
      product_version: version,
    })),
  );
}

/** `GET …/deployed/products/{guid}`; its 404 has an envelope of its own (reference, section 0). */
export function oneProduct(state: OpsmanState, wanted: string): LabReply {
  const product = state.products.find(({ guid }) => guid === wanted);
  if (product === undefined) return json(404, { errors: "Product not found" });
  const { guid, type, version } = product;
  return json(200, { installation_name: guid, guid, type, product_version: version });
}

/** Whether certificates that were staged show as changes is undecided: `pendingAfterStaging`. */
export function pendingChanges(state: OpsmanState): LabReply {
  const bundle = bundleOf(state);
  const isStaged = ({ guid, accepts }: LabProduct): boolean =>
    state.settings.pendingAfterStaging &&
    (state.leaves.some((leaf) => leaf.product === guid && leaf.staged !== undefined) ||
      bundle.some((id) => !accepts.includes(id)) ||
      accepts.some((id) => !bundle.includes(id)));
  const own = new Map(state.pending.map((change) => [change.guid, change.action]));
  const changes = state.products.map((product) => ({
    guid: product.guid,
    action: own.get(product.guid) ?? (isStaged(product) ? "update" : "unchanged"),
    errands: (product.errands ?? []).map(errandRow),
  }));
  return json(200, { product_changes: changes });
}

/** `GET` and `PUT /api/v0/staged/products/{guid}/errands`; PUT persists what applies do that do not say. */
export function errands(state: OpsmanState, request: LabRequest, guid: string): Answer {
  const product = state.products.find((one) => one.guid === guid);
  if (product === undefined) return { state, reply: errors(404, "Product not found") };
  const own = product.errands ?? [];
  if (request.method === "GET") return { state, reply: json(200, { errands: own.map(errandRow) }) };
  const asked = bodyOf(request.body)["errands"];
  const wanted = new Map(
    (Array.isArray(asked) ? asked : []).map(record).map((row) => [row["name"], row["post_deploy"]]),
  );
  const next = own.map((errand) => ({
    ...errand,
    postDeploy: settingOf(wanted.get(errand.name)) ?? errand.postDeploy,
  }));
  const products = state.products.map((one) => (one === product ? { ...one, errands: next } : one));
  return { state: { ...state, products }, reply: json(200, { errands: next.map(errandRow) }) };
}

function errandRow(errand: LabErrand): object {
  return { name: errand.name, post_deploy: errand.postDeploy, label: errand.name };
}

function settingOf(value: unknown): LabErrand["postDeploy"] | undefined {
  const text = String(value);
  return text === "true" || text === "false" || text === "when-changed" ? text : undefined;
}

/** From 2.6. */
export function stemcellAssociations(state: OpsmanState): LabReply {
  if (!atLeast(state, 2, 6)) return html(404, "Not Found");
  const products = withStemcell(state).map(({ product, stemcell }) => ({
    ...stagedRow(product),
    staged_stemcells: [stemcell],
    deployed_stemcells: [stemcell],
    required_stemcells: [{ os: stemcell.os, version: /^\d+/.exec(stemcell.version)?.[0] }],
    available_stemcells: [stemcell],
  }));
  const library = withStemcell(state).map(({ stemcell }) => stemcell);
  return json(200, { products, stemcell_library: library });
}

/** One stemcell for each product: what releases before 2.6 have. */
export function stemcellAssignments(state: OpsmanState): LabReply {
  const products = withStemcell(state).map(({ product, stemcell }) => ({
    ...stagedRow(product),
    staged_stemcell_version: stemcell.version,
    required_stemcell_os: stemcell.os,
    required_stemcell_version: /^\d+/.exec(stemcell.version)?.[0],
    available_stemcell_versions: [stemcell.version],
  }));
  return json(200, { products });
}

export function diagnosticReport(state: OpsmanState): LabReply {
  const rows = state.products.map((product) => ({
    name: product.type,
    guid: product.guid,
    version: product.version,
    stemcells: product.stemcell === undefined ? [] : [{ filename: filenameOf(product.stemcell), ...product.stemcell }],
  }));
  return json(200, {
    versions: { release_version: state.settings.version },
    infrastructure_type: "vsphere",
    added_products: { deployed: rows, staged: rows },
  });
}

/** How both list a product. */
function stagedRow({ guid, type, version }: LabProduct): object {
  return {
    guid,
    identifier: type,
    label: type,
    staged_product_version: version,
    deployed_product_version: version,
    is_staged_for_deletion: false,
  };
}

function withStemcell(
  state: OpsmanState,
): readonly { readonly product: LabProduct; readonly stemcell: NonNullable<LabProduct["stemcell"]> }[] {
  return state.products.flatMap((product) =>
    product.stemcell === undefined ? [] : [{ product, stemcell: product.stemcell }],
  );
}

function filenameOf({ os, version }: NonNullable<LabProduct["stemcell"]>): string {
  return `bosh-stemcell-${version}-vsphere-esxi-${os}-go_agent.tgz`;
}

/** `GET` and `PUT /api/v0/staged/director/properties`: of all properties, the flags that recreate VMs and disks. */
export function directorProperties(state: OpsmanState, request: LabRequest): Answer {
  if (request.method === "GET") {
    const { vms, director } = state.recreate;
    const configuration = {
      bosh_recreate_on_next_deploy: vms,
      ...(atLeast(state, 2, 9) ? { bosh_director_recreate_on_next_deploy: director } : {}),
      bosh_recreate_persistent_disks_on_next_deploy: state.recreate.disks === true,
    };
    const security = { trusted_certificates: "", opsmanager_root_ca_trusted_certs: true };
    return { state, reply: json(200, { director_configuration: configuration, security_configuration: security }) };
  }
  const asked = record(bodyOf(request.body)["director_configuration"]);
  if ("bosh_director_recreate_on_next_deploy" in asked && !atLeast(state, 2, 9)) {
    return { state, reply: errors(422, "Unknown property bosh_director_recreate_on_next_deploy") };
  }
  const flag = (name: string, before: boolean): boolean => {
    const value = asked[name];
    return typeof value === "boolean" ? value : before;
  };
  const recreate = {
    vms: flag("bosh_recreate_on_next_deploy", state.recreate.vms),
    director: flag("bosh_director_recreate_on_next_deploy", state.recreate.director),
    ...(flag("bosh_recreate_persistent_disks_on_next_deploy", state.recreate.disks === true)
      ? { disks: true as const }
      : {}),
  };
  return { state: { ...state, recreate }, reply: json(200, {}) };
}
