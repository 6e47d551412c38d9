// Every hostile string in every place: what npm test tries a quarter of, in turn.

import '../integration/http-hostile-addresses.test.ts'
import '../integration/http-hostile-form.test.ts'
import '../integration/http-hostile-json.test.ts'
