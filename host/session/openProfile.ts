/**
 * The open profile: the database, who works here, and what "now" and "today" are. Everything that
 * reads or writes gets it passed in; it exists only between unlock and lock.
 */
import type { Writer } from '#db/open/handles.ts';
import { type Profile, readProfile } from '#db/profile/profile.ts';
import { readSetting, writeSetting } from '#db/profile/settings.ts';
import { moveDueDay } from '#db/projections/dueDay.ts';
import { followRules } from '#db/projections/rulesChange.ts';
import { projectStale } from '#db/projections/staleCases.ts';
import { listInstitutions } from '#db/queries/directory.ts';
import type { StepAuthor } from '#db/steps/append.ts';
import {
  defaultIdleMinutes,
  type IdleMinutes,
  idleMinutesField,
  languageField,
} from '#shared/contract/profile.ts';
import type { ClockQuestion, Language, Me } from '#shared/contract/views.ts';
import { dayOfInstant } from '#shared/country/kz/zone.ts';
import { type Day, laterDay } from '#shared/domain/day.ts';
import type { Reading } from '#shared/domain/reading.ts';
import type { Role } from '#shared/domain/roles.ts';
import { ClockWatch } from './clockWatch.ts';
import { noticeTime, readingOf } from './readingLimit.ts';

const languageKey = 'language';
const idleMinutesKey = 'idle_minutes';

export class OpenProfile {
  readonly database: Writer;
  /** The profile's folder. */
  readonly home: string;
  readonly practice: boolean;
  readonly #clock: () => Date;
  /** Null where nobody is asked about the clock: in practice, and where it is a given one. */
  readonly #watch: ClockWatch | null;
  /** Null until the profile has been shown for the first time, with what `me` told then. */
  #shown: string | null = null;

  constructor(given: {
    database: Writer;
    home: string;
    practice: boolean;
    clock: () => Date;
    asksClock: boolean;
  }) {
    this.database = given.database;
    this.home = given.home;
    this.practice = given.practice;
    this.#clock = given.clock;
    this.#watch = given.asksClock && !given.practice ? new ClockWatch(given.database) : null;
  }

  /** False for a database whose making was cut short: nobody works here yet. */
  isWhole(): boolean {
    return readProfile(this.database) !== null;
  }

  /** Read anew each time: enrolment and sync change it. */
  get profile(): Profile {
    const profile = readProfile(this.database);
    if (profile === null) throw new Error('an open database holds a profile');
    return profile;
  }

  get author(): StepAuthor {
    const { personId, deviceId, clockOffset } = this.profile;
    return { personId, deviceId, clockOffset };
  }

  /** The device's clock, as steps record it. */
  now(): Date {
    return this.#clock();
  }

  /** The day in Kazakhstan by the device's clock and its known offset, never before the newest server time seen. */
  today(): Day {
    const { newestServerTime } = this.profile;
    const own = dayOfInstant(this.#ownTime());
    return newestServerTime === null ? own : laterDay(own, dayOfInstant(newestServerTime));
  }

  /** Projects what a sync that was cut short, or an update, left behind. Called once, when the database has been opened. */
  catchUp(): void {
    followRules(this.database, this.now());
    projectStale(this.database);
  }

  #ownTime(): number {
    return this.now().getTime() + this.profile.clockOffset;
  }

  /** The clock has jumped: what it says, and what was seen last. Nothing is recorded until the person has answered. */
  clockQuestion(): ClockQuestion | null {
    const own = this.#ownTime();
    const seen = this.#watch?.jumpedFrom(own) ?? null;
    return seen === null ? null : { shows: dayOfInstant(own), seen: dayOfInstant(seen) };
  }

  /** The person says that the clock is right. */
  confirmClock(): void {
    this.#watch?.confirm(this.#ownTime());
  }

  /** The server has told the time: by the offset that is known now the clock is right, and nobody need be asked. */
  heardServer(): void {
    if (this.clockQuestion() !== null) this.confirmClock();
  }

  /** Until when this device may be read without contact; null where nobody limits it. */
  reading(): Reading | null {
    return readingOf(this.database, this.profile, this.#ownTime());
  }

  /**
   * Tells the lists anew what is next due once the day has changed. Called before anything is shown.
   * True where the day, or what is to be asked about it, is another than was shown before.
   */
  noticeDay(): boolean {
    const today = this.today();
    this.#watch?.notice(this.#ownTime());
    const asked = this.clockQuestion();
    if (asked === null && this.#watch !== null) noticeTime(this.database, this.profile, this.#ownTime());
    const shown = `${today} ${asked?.shows ?? ''} ${this.reading()?.state ?? ''}`;
    if (this.#shown === shown) return false;
    const before = this.#shown;
    if (!before?.startsWith(today)) moveDueDay(this.database, today);
    this.#shown = shown;
    return before !== null;
  }

  /** The roles that count at an institution. A standalone profile has nobody else: its roles hold everywhere. */
  rolesAt(institutionId: string | null): Role[] {
    const { roles, standalone } = this.profile;
    return roles.filter((one) => standalone || one.institutionId === institutionId).map((one) => one.role);
  }

  get language(): Language {
    return readSetting(this.database, languageKey, languageField) ?? 'ru';
  }

  set language(language: Language) {
    writeSetting(this.database, languageKey, language);
  }

  /** After how many minutes without anybody at the window the profile is locked. */
  get idleMinutes(): IdleMinutes {
    return readSetting(this.database, idleMinutesKey, idleMinutesField) ?? defaultIdleMinutes;
  }

  set idleMinutes(minutes: IdleMinutes) {
    writeSetting(this.database, idleMinutesKey, minutes);
  }

  me(): Me {
    const { personId, personName, deviceId, roles, standalone } = this.profile;
    const names = new Map(listInstitutions(this.database).map((one) => [one.institutionId, one.name]));
    return {
      personId,
      name: personName,
      deviceId,
      roles: roles.map(({ role, institutionId }) => ({
        role,
        institutionId,
        institutionName: names.get(institutionId) ?? '',
      })),
      language: this.language,
      idleMinutes: this.idleMinutes,
      standalone,
      practice: this.practice,
      today: this.today(),
      clock: this.clockQuestion(),
      reading: this.reading(),
    };
  }
}
