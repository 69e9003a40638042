import { USER_YAML } from '../../../milvus/values';
import { PAGES } from '../../../rules/pages';
import type { Danger } from '../../danger';
import { releaseValuesIn, switchAt } from '../../release-values';

export const authorizationIsOff: Danger = {
  id: 'authorization-is-off',
  why: 'whoever reaches the load balancer reads, writes and drops every collection, without a password',
  cure: 'Keep `authorization: true`. For one that must do without, see that the load balancer is internal, or Cloud Armor admits your own ranges only.',
  see: PAGES.authentication,
  *check(changes) {
    for (const { before, after, on } of releaseValuesIn(changes)) {
      const [from, to] = [before, after].map(({ settings }) => switchAt(settings, USER_YAML.authorizationEnabled));
      if (from === true && to !== true) yield { on, message: 'Milvus asks for a password no more' };
    }
  },
};
