// Which functions are aggregates, in any dialect. Deliberately absent: types (functionTypes.ts).

const aggregates = new Set(
  `count count_if countif count_big sum sum_if sumif avg avg_if avgif mean min max any_value any anylast anyheavy arbitrary first last
   first_value last_value median mode stddev stddev_pop stddev_samp stdev stdevp variance var_pop var_samp var varp
   corr covar_pop covar_samp regr_slope regr_intercept regr_r2 regr_count kurtosis skewness product
   percentile percentile_cont percentile_disc percentile_approx approx_percentile approx_quantile approx_quantiles quantile
   quantile_cont quantile_disc quantileexact approx_median approx_count_distinct approx_distinct approx_top_k approx_top_count
   hll hll_count count_distinct uniq uniqexact uniqcombined ndv
   array_agg array_agg_distinct array_concat_agg arrayagg array_unique_agg array_union_agg collect_list collect_set list
   group_concat groupconcat listagg string_agg wm_concat grouparray groupuniqarray xmlagg json_agg jsonb_agg json_object_agg
   jsonb_object_agg json_group_array json_group_object object_agg map_agg multimap_agg map_union histogram
   bool_and bool_or boolor_agg booland_agg boolxor_agg logical_and logical_or every bit_and bit_or bit_xor bitand_agg
   bitor_agg bitxor_agg checksum_agg hash_agg bitmap_construct_agg bitmap_or_agg
   max_by min_by arg_max arg_min argmax argmin any_value_if minif maxif anyif st_union_agg st_collect entropy
   grouping`.split(/\s+/),
);

/** Whether a function reads many rows. */
export function isAggregate(name: string): boolean {
  return aggregates.has(name) || aggregates.has(name.slice(name.lastIndexOf('.') + 1));
}
