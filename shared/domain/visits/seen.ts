/** A telephone call is a contact and may fill a slot of the schedule; nobody is seen by it, whatever was ticked. */
export function wasSeen(visit: {
  readonly visitType: 'home' | 'school' | 'phone';
  readonly childSeen: boolean;
}): boolean {
  return visit.childSeen && visit.visitType !== 'phone';
}
