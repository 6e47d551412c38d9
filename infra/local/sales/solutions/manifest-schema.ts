// What solution.xml holds. Its schema is not published; the form is that of what organizations export.
import { each, many, maybe, once, type Part, some } from './schema-part.ts'

const any = /^/
const free: Part = { text: any }
const names = (name: string): Part => ({
  children: {
    [name]: many({
      attributes: { description: any, languagecode: /^[1-9]\d*$/ },
      needed: ['description', 'languagecode'],
    }),
  },
})

const publisher: Part = {
  children: {
    UniqueName: once({ text: /^\w+$/ }),
    LocalizedNames: once(names('LocalizedName')),
    Descriptions: maybe(names('Description')),
    ...each(maybe(free), 'EMailAddress', 'SupportingWebsiteUrl'),
    CustomizationPrefix: once({ text: /^[a-z][a-z0-9]{1,7}$/i }),
    CustomizationOptionValuePrefix: once({ text: /^\d{5}$/ }),
    Addresses: maybe({ open: true }),
  },
}

const solution: Part = {
  children: {
    UniqueName: once({ text: /^[A-Za-z_]\w*$/ }),
    LocalizedNames: once(names('LocalizedName')),
    Descriptions: maybe(names('Description')),
    Version: once({ text: /^\d+(\.\d+){1,3}$/ }),
    Managed: once({ text: /^[01]$/ }),
    Publisher: once(publisher),
    RootComponents: once({
      children: {
        RootComponent: many({
          attributes: { type: /^\d+$/, schemaName: any, id: any, behavior: /^[012]$/ },
          needed: ['type'],
        }),
      },
    }),
    MissingDependencies: maybe({ open: true }),
  },
}

/** solution.xml. */
export const manifestPart: Part = {
  attributes: { version: any, SolutionPackageVersion: /^\d+\.\d+$/, languagecode: /^[1-9]\d*$/, generatedBy: any },
  needed: ['version', 'SolutionPackageVersion', 'languagecode'],
  children: { SolutionManifest: some(solution) },
}
