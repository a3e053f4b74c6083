import js from '@eslint/js'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

/** Files whose default export a tool asks for. */
const DEFAULT_EXPORT_WANTED = [
  '*.config.{js,ts}',
  '.dependency-cruiser.js',
  'src/run/parse-channel-worker.ts', // tinypool
  'src/adapters/vitest/child/runner.ts', // Vitest
]

export default defineConfig(
  globalIgnores([
    'dist/',
    '**/node_modules/',
    '**/.leakcheck/',
    '.cache/',
    // Suites as other people write them, leaks included.
    'fixtures/',
  ]),
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // `() => void work()` says that the result is not wanted; callbacks that return nothing are common here.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // A left-out part of an object, `const { secret: _, ...rest } = all`, and unused parameters before a used one.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
    },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
  {
    rules: {
      'max-lines': ['error', { max: 300 }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
      ],
    },
  },
  {
    files: ['**/*.test.ts'],
    // A test that is wrong about it fails, which is what it is there for.
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    // It takes methods off their objects, and goes through lists without their iterators.
    files: ['src/adapters/vitest/child/kept.ts'],
    rules: {
      '@typescript-eslint/prefer-for-of': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  { files: DEFAULT_EXPORT_WANTED, rules: { 'no-restricted-syntax': 'off' } },
)
