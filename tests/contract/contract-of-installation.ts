// What the installation relies on: definitions that are created and deleted, and the security of roles and teams.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { leadOf, type Organization, type Row, refusal } from './organizations.ts'

/** Declares the tests on an organization; `made` takes note of leads to remove afterwards, `also` of other rows. */
export const contractOfInstallation = (
  organization: () => Organization,
  made: (leadId: string) => string,
  also: (set: string, id: string | undefined) => void,
): void => {
  const create = async (collection: string, data: Row): Promise<string> => {
    const id = String(await organization().client().create<unknown, unknown>({ collection, data }))
    also(collection, id)
    return id
  }
  const newRole = () => create('roles', { name: `TEST of the contract ${randomUUID()}` })
  const newTeam = async (): Promise<string> => {
    const me = await organization().client().callFunction<{ UserId: string; BusinessUnitId: string }>('WhoAmI')
    return create('teams', {
      name: `TEST of the contract ${randomUUID()}`,
      teamtype: 0,
      'administratorid@odata.bind': `/systemusers(${me.UserId})`,
      'businessunitid@odata.bind': `/businessunits(${me.BusinessUnitId})`,
    })
  }
  const privilegeId = async (name: string): Promise<string> => {
    const client = organization().client()
    const request = { collection: 'privileges', select: ['privilegeid'], filter: `name eq '${name}'` }
    return String((await client.retrieveMultiple<Row>(request)).value?.[0]?.['privilegeid'])
  }
  const allow = async (role: string, actionName: string, name: string, Depth: string): Promise<void> => {
    const Privileges = [{ PrivilegeId: await privilegeId(name), Depth }]
    await organization()
      .client()
      .callAction({
        collection: 'roles',
        key: role,
        actionName: `Microsoft.Dynamics.CRM.${actionName}`,
        action: { Privileges },
      })
  }
  const heldBy = async (role: string): Promise<ReadonlyMap<string, string>> => {
    const answer = await organization()
      .client()
      .callFunction<{ RolePrivileges: { PrivilegeId: string; Depth: string }[] }>({
        name: 'RetrieveRolePrivilegesRole',
        parameters: { RoleId: role },
      })
    return new Map(answer.RolePrivileges.map(({ PrivilegeId, Depth }) => [PrivilegeId, Depth]))
  }

  test('a column of text is created for a publisher, takes no more than its length, and is deleted again', async () => {
    const name = `t${randomUUID().slice(0, 6)}`
    const publisher = await create('publishers', {
      uniquename: name,
      friendlyname: 'TEST of the contract',
      customizationprefix: name,
      customizationoptionvalueprefix: 72_701,
    })
    await create('solutions', {
      uniquename: name,
      friendlyname: 'TEST of the contract',
      version: '1.0.0.0',
      'publisherid@odata.bind': `/publishers(${publisher})`,
    })
    const label = (Label: string) => ({ LocalizedLabels: [{ Label, LanguageCode: 1033 }] })
    const SchemaName = `${name}_Text`
    const data = {
      '@odata.type': 'Microsoft.Dynamics.CRM.StringAttributeMetadata',
      AttributeType: 'String',
      AttributeTypeName: { Value: 'StringType' },
      SchemaName,
      DisplayName: label('TEST'),
      Description: label('TEST'),
      RequiredLevel: { Value: 'None' },
      FormatName: { Value: 'Text' },
      MaxLength: 10,
    }
    const entityKey = "LogicalName='lead'"
    const client = organization().client()
    const createColumn = () =>
      client.create({
        collection: 'EntityDefinitions',
        key: entityKey,
        navigationProperty: 'Attributes',
        data,
        headers: { 'MSCRM.SolutionUniqueName': name },
      })
    await createColumn()
    const column = SchemaName.toLowerCase()
    const definition = {
      collection: 'EntityDefinitions',
      key: entityKey,
      navigationProperty: 'Attributes',
      navigationPropertyKey: `LogicalName='${column}'`,
    }
    try {
      expect(await refusal(createColumn())).toMatchObject({ status: 400 })
      const lead = leadOf({ [column]: '0123456789' })
      await client.create({ collection: 'leads', data: lead })
      made(lead.leadid)
      const read = await client.retrieve<Row>({ collection: 'leads', key: lead.leadid, select: [column] })
      expect(read[column]).toBe('0123456789')
      const long = client.create({ collection: 'leads', data: leadOf({ [column]: 'x'.repeat(11) }) })
      expect(await refusal(long)).toMatchObject({ status: 400, code: '0x80044331' })
    } finally {
      await client.deleteRecord(definition)
    }
    const late = client.create({ collection: 'leads', data: leadOf({ [column]: 'x' }) })
    expect(await refusal(late)).toMatchObject({ status: 400 })
  })

  test('a role has the privileges that it was given last', async () => {
    const role = await newRole()
    const [read, write] = [await privilegeId('prvReadLead'), await privilegeId('prvWriteLead')]
    await allow(role, 'AddPrivilegesRole', 'prvWriteLead', 'Basic')
    await allow(role, 'AddPrivilegesRole', 'prvReadLead', 'Local')
    const first = await heldBy(role)
    expect([first.get(read), first.get(write)]).toEqual(['Local', 'Basic'])
    await allow(role, 'ReplacePrivilegesRole', 'prvReadLead', 'Global')
    const held = await heldBy(role)
    expect([held.get(read), held.get(write)]).toEqual(['Global', undefined])
  })

  test('a team owns a lead only when its role lets it read leads', async () => {
    const [team, role] = [await newTeam(), await newRole()]
    const client = organization().client()
    const gift = () => {
      const data = leadOf({ 'ownerid@odata.bind': `/teams(${team})` })
      return client.create({ collection: 'leads', data }).then(() => made(data.leadid))
    }
    expect(await refusal(gift())).toMatchObject({ code: '0x80042f0a' })
    await allow(role, 'AddPrivilegesRole', 'prvReadLead', 'Basic')
    await client.associate({
      collection: 'teams',
      primaryKey: team,
      relationshipName: 'teamroles_association',
      relatedCollection: 'roles',
      relatedKey: role,
    })
    const lead = await gift()
    const read = await client.retrieve<Row>({ collection: 'leads', key: lead, select: ['_owningteam_value'] })
    expect(read['_owningteam_value']).toBe(team)
  })
}
