using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using StudioApp.Core.Generations;

namespace StudioApp.Data.Mappings;

internal sealed class AspectRatioConverter() : ValueConverter<AspectRatio, string>(
    ratio => ratio.ToString(),
    text => AspectRatio.Parse(text, null));
