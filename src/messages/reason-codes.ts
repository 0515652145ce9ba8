/**
 * Codes of reasons, refusals, findings and drift that are not a platform's own: why a target is due, why it is not
 * touched, what a reader should know. For `certplan explain`.
 */
export const reasonCodes: Readonly<Record<string, string>> = {
  // why a target is due; a finding where the platform's own rotation would not cure it
  Expired:
    "A certificate has ended. Where a finding says so, no plan renews it: allow that in the target if its type can, or renew it where it is issued and let what shows it load it.",
  NearExpiry:
    "A certificate is inside the renewal window of its policy (`renewBefore`). The first instant of the window counts. Where a finding says so, no plan renews it: allow that in the target if its type can, or renew it where it is issued and let what shows it load it.",
  MaximumAge: "A certificate is older than its policy's `maximumAge`.",
  MaximumLifetime:
    "A certificate was issued for longer than its policy's `maximumLifetime` allowed on the day of its issue.",
  SignatureHash:
    "A certificate is signed with a hash that its policy does not list. Ed25519 has none and is never judged.",
  MinimumKey: "A certificate's key is smaller than its policy's `minimumKey`.",
  KeyType: "A certificate's key is of a type that its policy's `minimumKey` does not list.",
  RenewalOverdue:
    "The platform renews this certificate itself, and it is late. Look at what should have renewed it there: until it does, nothing else will.",
  Replace:
    "A certificate that the estate lists under `replace` is still shown or accepted: its key leaked, or a rule demands that it goes.",
  Requested: "`--rotate` names the target.",
  // why a due target is not touched
  OpenRun:
    "A run that was begun holds the target. `certplan apply` goes on with it; `certplan plan --continue RUN` plans its rest.",
  TwoWriters: "Two targets turned out to be one live system, by what the system says it is. Keep one of them.",
  AfterBlocked: "The target comes after another (`after`), which is blocked or unreadable.",
  TrustBreaks:
    "At some moment that the plan can pass through, a crash included, somebody would refuse a certificate. The plan says which steps, who shows what and who refuses it.",
  CutNotAccepted:
    "The platform is bound to cut connections off for a while (a hard cut), and the estate does not accept that, or not for all who are cut off. The plan says which line to add under `accept`.",
  CutTooLong: "A hard cut takes longer by its estimate than the `maximum` that the estate accepts.",
  AcceptanceExpired: "The estate accepts a hard cut only `until` a date that is over, or will be before the cut ends.",
  WaiverExpired:
    "A member may be left behind (`waive`) only `until` a date, and that is past. Mend the member and remove the waiver, or change the date.",
  FinishesLate:
    "The work is done before what it replaces ends, but nearer to that than `finishBefore` of the policy wants.",
  // what a reader should know
  ReplaceGone: "A certificate that the estate lists under `replace` is seen nowhere any more: the entry can go.",
  ConsumersUnknown:
    "The platform cannot show who outside it trusts what may be rotated, and the target has no `consumers`. List them, or write `consumers: []` if there is nobody.",
  Stranded:
    "A member was left behind, or may be (`waive`). The line names what mends it, where the platform shows what it lacks.",
  WaiverUnneeded: "A member is waived and not left behind: the waiver can go.",
  // drift
  SystemChanged: "The address answers as another system than the one that certplan knows under this name.",
  ChangedOutside: "A certificate is not the one that the last run verified.",
  SlotAppeared: "A place that holds a certificate is new since the last run.",
  SlotGone: "A place that held a certificate is gone since the last run.",
};
