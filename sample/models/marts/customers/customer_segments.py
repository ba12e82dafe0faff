def model(dbt, session):
    """Customers by how often they travel. One row per customer."""
    dbt.config(materialized="table")

    bookings = dbt.ref("fct_bookings").df()
    customers = dbt.ref("dim_customers").df()

    travelled = bookings[bookings["cat_booking_status"] == "travelled"]
    per_customer = (
        travelled.groupby("id_customer")
        .agg(n_booking=("id_booking", "count"), cnt_ticket=("n_ticket", "sum"))
        .reset_index()
    )
    result = customers[["id_customer", "cd_island"]].merge(per_customer, on="id_customer", how="left")
    result[["n_booking", "cnt_ticket"]] = result[["n_booking", "cnt_ticket"]].fillna(0).astype("int64")
    result["cat_customer_segment"] = "visitor"
    result.loc[result["n_booking"] >= 5, "cat_customer_segment"] = "regular"
    result.loc[result["n_booking"] >= 8, "cat_customer_segment"] = "commuter"
    return result
