using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace StudioApp.Data.Mappings;

/// <summary>A moment as its UTC ticks: SQLite cannot order its own text form of <see cref="DateTimeOffset"/>.</summary>
internal sealed class UtcTicksConverter() : ValueConverter<DateTimeOffset, long>(
    moment => moment.UtcTicks,
    ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
