/** People as a list to choose from. */
import { useQuery } from '@tanstack/react-query';
import type { Option } from '../../ui/fields/Choices.tsx';
import { useApi } from '../api.tsx';

export function usePeopleOptions(): Option<string>[] {
  const { data: people = [] } = useQuery(useApi().people.list.queryOptions());
  return people.map(({ login, name }) => ({ value: login, label: `${name} (${login})` }));
}
