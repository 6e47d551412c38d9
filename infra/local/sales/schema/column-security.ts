// Column security: profiles that say what their users and teams may do with secured columns.
// https://learn.microsoft.com/power-apps/developer/data-platform/column-level-security
import { choice, link, memo, table, text } from './columns.ts'

/** https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/fieldsecurityprofile */
export const fieldSecurityProfile = table({
  logicalName: 'fieldsecurityprofile',
  schemaName: 'FieldSecurityProfile',
  setName: 'fieldsecurityprofiles',
  primaryName: 'name',
  objectTypeCode: 1200,
  columns: { name: text(100, { required: 'system' }), description: memo(2000) },
})

const permission = () => choice({ 0: 'Not Allowed', 4: 'Allowed' }, 0)

/** https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/fieldpermission */
export const fieldPermission = table({
  logicalName: 'fieldpermission',
  schemaName: 'FieldPermission',
  setName: 'fieldpermissions',
  privilege: 'FieldSecurityProfile',
  primaryName: 'attributelogicalname',
  objectTypeCode: 1201,
  columns: {
    entityname: text(64, { required: 'system', createOnly: true }),
    attributelogicalname: text(50, { required: 'system', createOnly: true }),
    canread: permission(),
    cancreate: permission(),
    canupdate: permission(),
    fieldsecurityprofileid: link(
      'fieldsecurityprofile',
      'fieldsecurityprofileid',
      'lk_fieldpermission_fieldsecurityprofileid',
      'cascade',
    ),
  },
})
