using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace StudioApp.Data.Mappings;

internal sealed class TimeSpanTicksConverter() : ValueConverter<TimeSpan, long>(
    span => span.Ticks,
    ticks => TimeSpan.FromTicks(ticks));
