"""Identity checks: pictures of a paper and a face, and officers who decide whether they belong to the account."""
