"""The figures of the municipality's report: one member over one period, frozen.

They say nothing of how it looks, and decide nothing about a benefit. What the books
cannot give is `NotKnown`, with the reason.

| module        | what it gives                                                        |
| ------------- | -------------------------------------------------------------------- |
| `bookings`    | what each entry does in one ring, read from the books once           |
| `customer_moves`, `received` | what customers paid, and for what                     |
| `sales`, `selling` | what was sold: work, invoice, receipt, customer, VAT            |
| `attribution` | in which month turnover counts, by what was agreed                   |
| `changes`     | what came in late, for a period that was reported before             |
| `vat_tie`     | the VAT of it, beside the VAT accounts                               |
| `stretches`   | the days that a member was with each municipality                    |
| `spending`    | costs, growth and training by category, against caps                 |
| `evidence`    | documents, and what has none                                         |
| `income`      | results month by month, the set-off pro forma, estimates             |
| `report`      | all of it together                                                   |
| `selection`   | of whom a report is asked: one member, a client manager's, or all    |
| `paper`       | the paper, its blocks by `sections`                                  |
"""
