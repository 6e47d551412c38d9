# The same as fill-vault.sh, for Windows: puts the secrets that are still missing into the vault.
$ErrorActionPreference = 'Stop'
$vault = $env:AZURE_KEY_VAULT_NAME
if (-not $vault) { throw 'Run this by azd, or name the vault in AZURE_KEY_VAULT_NAME.' }

function Test-Secret($name) {
  az keyvault secret show --vault-name $vault --name $name --query id --output tsv 2>$null | Out-Null
  return $LASTEXITCODE -eq 0
}

# The value goes through a file, because command lines can be read by every process of a machine.
function Set-Secret($name, $value) {
  $file = New-TemporaryFile
  try {
    [IO.File]::WriteAllText($file.FullName, $value)
    # A right given a moment ago may take some minutes to arrive.
    foreach ($try in 1..10) {
      az keyvault secret set --vault-name $vault --name $name --file $file.FullName --encoding utf-8 --output none
      if ($LASTEXITCODE -eq 0) { Write-Host "${name}: written"; return }
      Start-Sleep -Seconds 20
    }
    throw "$name could not be written to $vault."
  } finally { Remove-Item $file }
}

function New-Secret {
  $bytes = [byte[]]::new(48)
  [Security.Cryptography.RandomNumberGenerator]::Fill($bytes)
  return [Convert]::ToBase64String($bytes) -replace '[+/=]', ''
}

function Request-Secret($name, $variable, $about) {
  if (Test-Secret $name) { return }
  $value = [Environment]::GetEnvironmentVariable($variable)
  if (-not $value) { $value = Read-Host $about -MaskInput }
  if (-not $value) { throw "$name is missing: set $variable and run this again." }
  Set-Secret $name $value
}

if (-not (Test-Secret 'STATUS-TOKEN-SECRET')) { Set-Secret 'STATUS-TOKEN-SECRET' (New-Secret) }
# Where headquarters decides there is no Sales that sends events or is signed in to.
$isWithSales = $env:APPROVAL_DESK -ne 'headquarters'
if ($isWithSales -and -not (Test-Secret 'SALES-EVENT-KEYS')) { Set-Secret 'SALES-EVENT-KEYS' (New-Secret) }
Request-Secret 'SENDGRID-API-KEY' 'SENDGRID_API_KEY' 'SendGrid API key with the right Mail Send'
if ($isWithSales -and $env:DATAVERSE_AUTH -eq 'clientSecret') {
  Request-Secret 'DATAVERSE-CLIENT-SECRET' 'DATAVERSE_CLIENT_SECRET' 'Client secret of the application user'
}
if ($env:SITES_HAVE_KEYS -eq 'true') {
  Request-Secret 'SITE-KEYS' 'SITE_KEYS' 'Keys of the sites, as JSON'
}
if ($env:SITES_ARE_TOLD -eq 'true') {
  Request-Secret 'SITE-EVENT-SECRETS' 'SITE_EVENT_SECRETS' 'Secrets by which sites recognize what is sent to them, as JSON'
}
