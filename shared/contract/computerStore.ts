/**
 * The store of the operating system in which a secret can be left that only this person's account on this
 * computer gives back (DPAPI, Keychain, Secret Service). Whoever runs the vault says whether there is one:
 * the desktop app has it from Electron, the command line has none.
 */
export interface ComputerStore {
  /** Whether it really protects here; one that keeps its own key beside the data does not. */
  protects(): Promise<boolean>;
  /** Sealed for this account on this computer; null where the store refuses. */
  seal(secret: Uint8Array): Promise<Uint8Array | null>;
  /** What was sealed; null where it was sealed elsewhere or the store has forgotten it. */
  open(sealed: Uint8Array): Promise<Uint8Array | null>;
}
