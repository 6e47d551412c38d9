// What the page says on which somebody has a request erased.

export const erase = {
  title: 'Erase personal data',
  about:
    'Everything personal of this request goes: who asked, the company, what was written, its timeline, its e-mails, and names and reasons in the audit trail. Its number, state and times stay. Nobody can take it back.',
  sales: 'In Sales nothing is erased; a note on the lead says that headquarters did.',
  why: 'Why (it stays as the proof: name nobody)',
  number: 'Type the number of the request to confirm',
  wrong: 'Nothing was erased: a reason is needed, and the number as it stands above.',
}
