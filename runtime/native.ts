/** What Node itself does for shared/, many times as quick as what works everywhere. Called before any work. */
import { hashNatively } from './nativeHash.ts';
import { packNatively } from './nativePacking.ts';

export function runNatively(): void {
  hashNatively();
  packNatively();
}
