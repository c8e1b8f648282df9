/** The layers: domain <- usecases <- { infrastructure, interfaces }. The last two meet through ports in usecases. */
const outermost = ['^src/(main|program|server|container)\\.ts$', '^src/composition/', '^src/demo/', '^src/doctor/'];

module.exports = {
  forbidden: [
    {
      name: 'domain-is-pure',
      comment: 'The rules of the business use no package, no node:*, and no other layer.',
      severity: 'error',
      from: { path: '^src/domain' },
      to: { pathNot: '^src/domain' },
    },
    {
      name: 'usecases-know-the-domain-alone',
      comment: 'Use cases speak to the world through their ports; tsyringe only names what goes into a constructor.',
      severity: 'error',
      from: { path: '^src/usecases' },
      to: { pathNot: '^(src/(domain|usecases)|node_modules/tsyringe)' },
    },
    {
      name: 'infrastructure-does-not-know-interfaces',
      comment: 'An adapter of a database or broker knows no format of the wire.',
      severity: 'error',
      from: { path: '^src/infrastructure' },
      to: { path: '^src/(interfaces/|main|program|server|container|composition|demo|doctor)' },
    },
    {
      name: 'interfaces-do-not-know-infrastructure',
      comment: 'A handler parses, calls one use case, presents. What stands behind the use case is not its business.',
      severity: 'error',
      from: { path: '^src/interfaces' },
      to: { path: '^src/(infrastructure/|main|program|server|container|composition|demo|doctor)' },
    },
    {
      name: 'nobody-imports-the-composition-root',
      comment: 'Only the programs wire things together.',
      severity: 'error',
      from: { path: '^src', pathNot: outermost },
      to: { path: outermost },
    },
    {
      name: 'the-doctor-stands-outside',
      comment: 'It examines a server as a client would: all that it shares with one is what crosses the wire.',
      severity: 'error',
      from: { path: '^src/doctor/' },
      to: { path: '^src/', pathNot: '^src/(doctor|interfaces/wire)/' },
    },
    {
      name: 'the-web-sees-the-wire-alone',
      comment: 'What runs in a browser shares with the server what crosses the wire, and nothing else.',
      severity: 'error',
      from: { path: '^src/interfaces/web/' },
      to: { path: '^src/', pathNot: '^src/interfaces/(web|wire)/' },
    },
    {
      name: 'no-circular',
      comment: 'A circle means that two things are one, or that a third is hidden in them. Types count too.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '/generated/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
