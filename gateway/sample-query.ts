/** The query that the explorers and the README open with: every system in one answer. */
export const SAMPLE_QUERY = `# Cost of every job, added up over ERP, estimate, schedule and machines.
query ProjectCost {
  projects(first: 5) {
    nodes {
      number
      name
      company { code }
      status
      cost {
        currency
        originalBudget
        committedCost
        actualCost
        accruedEquipmentCost
        costToDate
        estimateAtCompletion
        variance
        earnedValue { method dataDate ev ac cpi spi }
        wip { contractValue percentComplete billed overBilling underBilling }
        sources { system asOf stale error }
      }
      milestones { code name plannedDate forecastDate varianceDays }
      equipmentOnSite { number class }
    }
  }
}
`;
