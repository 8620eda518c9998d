import { createTheme, Drawer, Modal, Popover, Select, type MantineColorsTuple } from '@mantine/core';

/** The one colour of evidence, light to dark. The rungs of the ladder take six of its steps (look.css). */
const evidence: MantineColorsTuple = ['#eaf4f4', '#d3e6e7', '#b5d5d7', '#8fc0c3', '#66a9ad', '#3f9096', '#217980', '#12666d', '#0b545c', '#074249'];

const quick = { transitionProps: { duration: 100 } };

/** Three sizes, two weights, square corners, nothing that moves longer than a tenth of a second. */
export const theme = createTheme({
  fontFamily: "'Noto Sans', 'Noto Sans Variable', sans-serif",
  fontSizes: { xs: '0.8125rem', sm: '0.8125rem', md: '0.9375rem', lg: '0.9375rem', xl: '1.5rem' },
  lineHeights: { xs: '1.45', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.3' },
  headings: { fontWeight: '600', sizes: { h1: { fontSize: '1.5rem', lineHeight: '1.3' }, h2: { fontSize: '0.9375rem', lineHeight: '1.5' }, h3: { fontSize: '0.9375rem', lineHeight: '1.5' } } },
  colors: { evidence },
  primaryColor: 'evidence',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  defaultRadius: 2,
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Drawer: Drawer.extend({ defaultProps: quick }),
    // A <header> inside a dialog would be a second banner of the page.
    DrawerHeader: { defaultProps: { component: 'div' } },
    ModalHeader: { defaultProps: { component: 'div' } },
    Modal: Modal.extend({ defaultProps: quick }),
    Popover: Popover.extend({ defaultProps: quick }),
    Select: Select.extend({ defaultProps: { comboboxProps: quick, checkIconPosition: 'right' } }),
  },
});
