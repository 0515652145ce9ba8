/** What Rancher's own findings, reasons, refusals and drift mean, for `certplan explain CODE`. */
export const rancherCodes: Readonly<Record<string, string>> = {
  RancherNotManaged:
    "The cluster was imported, is hosted by a cloud, or is the one that Rancher runs on. Rancher rotates the certificates of none of these and does not show them.",
  RancherActionGone:
    "Rancher 2.12 and later cannot rotate RKE1 clusters: the action is gone, and RKE1 has ended. `rke cert rotate` still works where the cluster's own files are at hand.",
  RancherNoAction:
    "This release of Rancher has no action that rotates certificates of RKE1. It came with 2.0.14, 2.1.9 and 2.2.0.",
  RancherActionWithoutInput:
    "Rancher 2.0.14 and 2.1.9 have the action without any input: whatever is asked for, the leaves of all services are rotated.",
  RancherActionNotOffered: "Rancher offers the action only to whom it is allowed, and not to this token.",
  RancherNoGenerations: "Rancher follows a number of rotation for RKE2 and K3s from 2.6.4 on.",
  RancherServiceOfOther:
    "The service is one of the other engine. Rancher takes the name, and the program on the nodes fails with it for ever.",
  RancherRetryLoop:
    "A rotation failed and stays in the spec, so that Rancher repeats it every 30 s to 10 min; one that fails late makes new certificates each time. Only its success or a change of the spec ends that; the line says how.",
  RancherRotationRunning:
    "A rotation is under way, whoever asked for it. A second request would be taken and lost, so none is sent.",
  RancherNotActive: "The cluster is not active, so a rotation would not end, or not reach all of it.",
  RancherNotInitialised:
    "The control plane of the cluster is not initialised. Rancher leaves a number of rotation unread until then, without a word.",
  RancherSettling:
    "The cluster was updated a moment ago, or serves certificates newer than the listed ones: Rancher refreshes the listing by a controller of its own. Until then what is due cannot be told.",
  RancherNoCa: "Rancher does not show kube-ca of the cluster.",
  RancherExpiredCa:
    "The CA of the cluster has ended. Rancher refuses new leaves under it and repeats that for ever; only a new CA helps (`rotate: [ca]`).",
  RancherClockSkew:
    "The clock of Rancher and that of this machine differ by more than a minute. New dates cannot be told from old ones then.",
  RancherNodesNotActive: "A node of the cluster is not active: a rotation would not reach it.",
  RancherEtcdStale:
    "An endpoint of etcd serves a certificate that ends before the listed one: etcd was not started again after a rotation. A request for etcd alone mends it.",
  RancherWireUnseen:
    "What an endpoint of the cluster serves was not seen, so only what Rancher lists of it is known; of RKE2 and K3s nothing is. Kubelets (10250) and supervisors (9345) are told together: firewalls before them are the rule, nothing becomes due by them unseen, and a rotation is not checked there.",
  RancherWebUnseen: "Rancher's own certificate was not seen in a handshake of its own.",
  RancherEtcdPartly: "The estate names fewer endpoints of etcd than the cluster has etcd nodes.",
  RancherOrphanKeys:
    "Old releases keep listing certificates of nodes that were removed. They are left out: nothing uses them.",
  RancherNoDates: "Rancher lists no dates of this cluster's certificates.",
  RancherNodesWarn:
    "Nodes of RKE2 or K3s warn of certificates that end within 120 days. A restart of their service renews them with their old keys; a rotation makes new ones.",
  RancherCacertsDiffer:
    "The setting `cacerts` is not what signed the certificate that Rancher serves. Agents that check strictly refuse it.",
  RancherRequest: "The engine, the releases, and exactly what will be sent or written.",
  RancherRestarts: "What a rotation starts again. Choosing one service makes it no smaller.",
  RancherEtcdRound: "When the second request, for etcd alone, is sent.",
  RancherCaEnds: "When the CA ends, beyond which no leaf counts.",
  RancherSnapshot: "The newest snapshot of etcd that Rancher lists.",
  RancherCaPods: "Which pods a new CA starts again, and which people have to.",
  RancherCaKubeconfigs: "Which kubeconfigs die with the old CA.",
  RancherCaRepeat: "Known trouble after rotating the CA.",
  RancherSerial: "How many nodes are rotated one after another, and about how long that takes.",
  RancherBlocked: "Rancher takes up no other change of the cluster until a rotation is completed.",
  RancherNodeOrder: "Before 2.8.8 and 2.9.2 Rancher rotates nodes in any order.",
  RancherSelfSigned:
    "Before 2.7.5 a rotation leaves the self-signed certificates of kube-controller-manager and kube-scheduler alone.",
  RancherApiDiffers: "The API server serves another certificate than the one whose date is listed.",
  RancherGenerationLower:
    "The number of rotation has gone down below one that was completed, or its block was deleted. A number that was used before is followed and rotates nothing.",
  "rancher-ca-clients":
    "A new CA of RKE1 comes at once, with no moment in which both are accepted. Whoever holds the old one is cut off from the API server until it has learned the new one: nodes, pods, consumers, direct kubeconfigs.",
};
