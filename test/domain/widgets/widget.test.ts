import { describe, expect, it } from '@jest/globals';
import { requireWelcome, type Widget } from '../../../src/domain/widgets/widget.ts';
import { DomainNotAllowed, DomainsChanged, TokenRevoked } from '../../../src/domain/widgets/widget-errors.ts';

const NOW = new Date('2026-03-01T08:00:00Z');

function aWidget(given: Partial<Widget> = {}): Widget {
  const domains = {
    allowedDomains: ['now.example', 'always.example'],
    issuedDomains: ['then.example', 'always.example'],
  };
  return { id: 1, assistantId: 3, token: 'token', ...domains, createdAt: NOW, revokedAt: null, ...given };
}

describe('a widget', () => {
  it.each(['now.example', 'always.example', 'now.example:81'])('is welcome on %s', (host) => {
    const widget = aWidget();

    expect(requireWelcome(widget, host, false)).toBe(widget);
  });

  it.each([
    ['then.example', DomainsChanged, 'domains changed'],
    ['never.example', DomainNotAllowed, 'domain not allowed'],
    ['localhost:3000', DomainNotAllowed, 'domain not allowed'],
    [null, DomainNotAllowed, 'domain not allowed'],
  ])('is not welcome on %s, and says why', (host, refusal, words) => {
    const ask = () => requireWelcome(aWidget(), host, false);

    expect(ask).toThrow(refusal);
    expect(ask).toThrow(words);
  });

  it.each([
    ['was revoked', aWidget({ revokedAt: NOW })],
    ['never was', null],
  ])('whose token %s is welcome nowhere: not on its own sites, not while developing', (_what, widget) => {
    for (const host of ['now.example', 'then.example', 'never.example', 'localhost', null]) {
      expect(() => requireWelcome(widget, host, true)).toThrow(TokenRevoked);
    }
  });

  it("is welcome on one's own machine while developing, without any domain, and there alone", () => {
    const widget = aWidget({ allowedDomains: [], issuedDomains: [] });

    for (const host of ['localhost:3000', 'shop.localhost', '127.0.0.1:8000', '[::1]']) {
      expect(requireWelcome(widget, host, true)).toBe(widget);
    }
    expect(() => requireWelcome(widget, 'site.example', true)).toThrow(DomainNotAllowed);
  });
});
