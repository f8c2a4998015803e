/** The profile and its lock, as the contract asks. Only these answer while the profile is locked. */
import { done } from '#shared/contract/failure.ts';
import { app } from '../implement.ts';
import type { Session } from '../session/session.ts';
import { createProfile } from './create.ts';
import { recover, setLanguage, unlock } from './lock.ts';
import { openPractice } from './practice.ts';
import { bind, binding, changePassphrase, free, newRecoveryKey } from './protection.ts';
import { profileStatus } from './status.ts';

export function profileChapter(session: Session) {
  return app.profile.router({
    status: app.profile.status.handler(() => profileStatus(session)),
    create: app.profile.create.handler(({ input }) => createProfile(session, input)),
    practice: app.profile.practice.handler(({ input }) => openPractice(session, input.language)),
    unlock: app.profile.unlock.handler(({ input }) => unlock(session, input.passphrase)),
    lock: app.profile.lock.handler(async () => {
      await session.lock();
      return done(null);
    }),
    recover: app.profile.recover.handler(({ input }) => recover(session, input)),
    changePassphrase: app.profile.changePassphrase.handler(({ input }) => changePassphrase(session, input)),
    newRecoveryKey: app.profile.newRecoveryKey.handler(({ input }) =>
      newRecoveryKey(session, input.passphrase),
    ),
    binding: app.profile.binding.handler(() => binding(session)),
    bindToComputer: app.profile.bindToComputer.handler(({ input }) => bind(session, input)),
    freeFromComputer: app.profile.freeFromComputer.handler(({ input }) => free(session, input.passphrase)),
    me: app.profile.me.handler(() => session.whenUnlocked((open) => done(open.me()))),
    confirmClock: app.profile.confirmClock.handler(() =>
      session.whenUnlocked((open) => {
        open.confirmClock();
        session.changes.publish('profile', 'cases', 'institution');
        return done(open.me());
      }),
    ),
    stay: app.profile.stay.handler(() =>
      session.whenOpen(() => {
        session.stay();
        return done(null);
      }),
    ),
    setIdleMinutes: app.profile.setIdleMinutes.handler(({ input }) =>
      session.whenOpen((open) => {
        open.idleMinutes = input.minutes;
        session.changes.publish('profile');
        return done(null);
      }),
    ),
    setLanguage: app.profile.setLanguage.handler(({ input }) => setLanguage(session, input.language)),
  });
}
