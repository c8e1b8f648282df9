import { type CSSVariablesResolver, createTheme, DEFAULT_THEME, type MantineColorsTuple } from '@mantine/core';

const [B0, B1, B2, B3, B4, B5, B6, B7] = DEFAULT_THEME.colors.blue;
/** White stands out from the last two (a button, and one under the mouse) 7 : 1 and more. */
const BLUE: MantineColorsTuple = [B0, B1, B2, B3, B4, B5, B6, B7, '#0f5799', '#0b4a85'];

const INPUT = { minHeight: 48 } as const;

/** Controls are 48 px high, for a thumb in a glove; colours keep 7 : 1 against their ground. */
export const THEME = createTheme({
  colors: { blue: BLUE },
  primaryColor: 'blue',
  primaryShade: { light: 9, dark: 9 },
  fontFamily: 'system-ui, sans-serif',
  components: {
    Menu: { defaultProps: { styles: { item: { minHeight: 48, fontSize: 'var(--mantine-font-size-md)' } } } },
    Button: { defaultProps: { size: 'md', h: 48 } },
    TextInput: { defaultProps: { size: 'md', styles: { input: INPUT } } },
    PasswordInput: {
      defaultProps: {
        size: 'md',
        rightSectionWidth: 48,
        styles: { input: INPUT, visibilityToggle: { width: 48, height: 48 } },
      },
    },
    /** The label is what a thumb hits, as wide as there is room. */
    Checkbox: {
      defaultProps: {
        size: 'md',
        styles: {
          body: { alignItems: 'center' },
          labelWrapper: { flex: 1 },
          label: { paddingBlock: 'var(--mantine-spacing-sm)', overflowWrap: 'anywhere' },
        },
      },
    },
    NativeSelect: { defaultProps: { size: 'md', styles: { input: INPUT } } },
  },
});

const READ = { '--mantine-color-dimmed': 'var(--mantine-color-text)' } as const;

/**
 * What is read stands out from its ground 7 : 1 and more, which Mantine's own errors, placeholders and descriptions do not. `--mark`
 * shows where the keyboard is and what is open: 3 : 1 and more (WCAG 2.2, 1.4.11 and 2.4.13).
 */
export const VARIABLES: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...READ, '--mark': '#0b4a85', '--mantine-color-error': '#8f1414', '--mantine-color-placeholder': '#495057' },
  dark: { ...READ, '--mark': '#8ec5ff', '--mantine-color-error': '#ffa8a8', '--mantine-color-placeholder': '#bbb' },
});
