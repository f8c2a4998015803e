/**
 * The contract's client for queries: what answers a `Result` gives its value, or throws its failure. What
 * answers no result (the profile's status, streams of events) is passed on as it is.
 */
import type { Client } from '@orpc/client';
import type { Result } from '#shared/contract/failure.ts';
import type { AppClient } from '#shared/contract/index.ts';
import { unwrap } from './failureError.ts';

type Answer<Output> = Output extends { readonly ok: true; readonly value: infer Value }
  ? Value
  : Output extends { readonly ok: false }
    ? never
    : Output;

type Answering<Part> =
  Part extends Client<infer Context, infer Input, infer Output, infer Failure>
    ? Client<Context, Input, Answer<Output>, Failure>
    : { [Name in keyof Part]: Answering<Part[Name]> };

export type AnsweringClient = Answering<AppClient>;

export function answering(client: AppClient): AnsweringClient {
  // The proxy does to every procedure what the type says; the compiler cannot follow a proxy.
  return throughProxy(client) as AnsweringClient;
}

function throughProxy(part: object): object {
  return new Proxy(part, {
    get(target, name, receiver) {
      const inner: unknown = Reflect.get(target, name, receiver);
      return inner !== null && (typeof inner === 'object' || typeof inner === 'function')
        ? throughProxy(inner)
        : inner;
    },
    apply: async (target, self, values) => {
      const answer: unknown = await Reflect.apply(target as (...values: unknown[]) => unknown, self, values);
      return isResult(answer) ? unwrap(answer) : answer;
    },
  });
}

function isResult(answer: unknown): answer is Result<unknown> {
  return typeof answer === 'object' && answer !== null && 'ok' in answer && typeof answer.ok === 'boolean';
}
