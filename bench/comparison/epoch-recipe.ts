// The training of the epoch row: two epochs, the second of which no longer needs to decode. Pure.
import { scratchRecipe, type TrainingRecipe } from "../../core/recipe.ts";

export const epochSeed = 1;
export const epochRecipe: TrainingRecipe = { ...scratchRecipe, name: "two epochs", epochs: 2, fallAfterEpochs: [] };
